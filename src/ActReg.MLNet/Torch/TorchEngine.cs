using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Trains by TorchSharp's automatic differentiation: the reference that hand-derived gradients are held against.</summary>
/// <remarks>All parameters are views of one flat tensor, so that an update is a few calls however many layers there are.</remarks>
internal sealed class TorchEngine : ITrainingEngine
{
    private readonly TrainingProblem _problem;
    private readonly Device _device;
    private readonly TorchParameters _parameters;
    private readonly double[] _zeroFractions;
    private TorchSet? _train;
    private TorchSet? _evaluated;
    private int _step;

    /// <param name="problem">What to train.</param>
    /// <param name="cudaDevice">The GPU to use; <see langword="null"/> for the CPU.</param>
    public TorchEngine(TrainingProblem problem, int? cudaDevice = null)
    {
        TorchRuntime.EnsureLoaded();
        _problem = problem;
        _device = cudaDevice == null ? CPU : device($"cuda:{cudaDevice}");
        _parameters = new TorchParameters(problem.Plan, problem.InitialWeights, problem.Optimizer.SlotCount, _device);
        _zeroFractions = new double[problem.Plan.PenalizedSteps.Count];
    }

    public ReadOnlySpan<double> ZeroFractions => _zeroFractions;

    public BatchSums Step(TrainingSet set, ReadOnlySpan<int> rows, double learningRate, ReadOnlySpan<double> strengths)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var batch = Tensors(ref _train, set).Rows(rows, isTraining: true, RandomStreams.Noise(_problem.Seed, _step));
        var (loss, sums) = Forward(batch, strengths);
        if (sums.Weight == 0)
            return sums;
        loss.backward();
        batch.Statistics.Move();
        _parameters.Update(_problem.Optimizer, _problem.Clipping, ++_step, learningRate);
        return sums;
    }

    public BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows, ReadOnlySpan<double> strengths)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return Forward(Tensors(ref _evaluated, set).Rows(rows, isTraining: false, noise: 0), strengths).Sums;
    }

    public IReadOnlyList<WeightTensor> GetWeights() => _parameters.ToWeights();

    public bool TryKeepWeights() => _parameters.TryKeep();

    public IReadOnlyList<WeightTensor> GetKeptWeights() => _parameters.KeptWeights();

    public EngineState GetState() => _parameters.GetState(_step);

    public void SetState(EngineState state)
    {
        _step = state.Step;
        _parameters.SetState(state);
    }

    public void Dispose()
    {
        _parameters.Dispose();
        _train?.Dispose();
        _evaluated?.Dispose();
    }

    private TorchSet Tensors(ref TorchSet? kept, TrainingSet set)
    {
        if (!ReferenceEquals(kept?.Set, set))
        {
            kept?.Dispose();
            kept = new TorchSet(set, _device);
        }

        return kept;
    }

    private (Tensor Loss, BatchSums Sums) Forward(TorchBatch batch, ReadOnlySpan<double> strengths)
    {
        if (batch.Weight == 0)
            return (batch.Weights, default);
        var activityPenalty = zeros(1, dtype: ScalarType.Float32, device: _device);
        var kernelPenalty = zeros(1, dtype: ScalarType.Float32, device: _device);
        var x = batch.Features;
        var views = _parameters.Views();
        var next = 0;
        var penalized = 0;
        foreach (var step in _problem.Plan.Steps)
        {
            var weights = views.AsSpan(next, step.Weights.Count);
            next += weights.Length;
            x = step.Apply(x, weights, batch);
            if (step is DenseStep { KernelPenalty: { } kernelRegularizer })
                kernelPenalty = kernelPenalty.Plus(kernelRegularizer.Penalty(weights[0]));
            if (step.Penalty != null)
            {
                activityPenalty = activityPenalty.Plus(step.Penalty.Penalty(x, batch).Times(strengths[penalized]));
                _zeroFractions[penalized++] = batch.ZeroFraction(x);
            }
        }

        var (losses, correct) = _problem.Loss.Evaluate(x, batch.Labels);
        var dataLoss = (losses * batch.Weights).sum();
        var sums = new BatchSums(
            batch.Weight, dataLoss.item<float>(), activityPenalty.item<float>() * batch.Weight,
            kernelPenalty.item<float>() * batch.Weight, (correct * batch.Weights).sum().item<float>());
        return (dataLoss.Times(1 / batch.Weight).Plus(activityPenalty).Plus(kernelPenalty), sums);
    }
}
