using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Trains by TorchSharp's automatic differentiation: the reference that hand-derived gradients are held against.</summary>
/// <remarks>
/// What small networks cost here is calls of libtorch, not arithmetic: all parameters are one flat tensor, so that an update is a few
/// calls however many layers there are, and a step reads its figures in one call.
/// </remarks>
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
        var batch = Tensors(ref _train, set).Rows(rows, isTraining: true, RandomStreams.Noise(_problem.Seed, _step));
        // A batch whose rows all weigh nothing has no gradient.
        if (batch.Weight == 0)
            return default;
        TorchLoss loss;
        using (enable_grad())
        {
            loss = Forward(batch, strengths);
            loss.Backward();
        }

        using var noGradients = no_grad();
        batch.Statistics.Move();
        _parameters.Update(_problem.Optimizer, _problem.Clipping, ++_step, learningRate);
        return loss.Read(_zeroFractions);
    }

    public BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows, ReadOnlySpan<double> strengths)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var batch = Tensors(ref _evaluated, set).Rows(rows, isTraining: false, noise: 0);
        return batch.Weight == 0 ? default : Forward(batch, strengths).Read(_zeroFractions);
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

    private TorchLoss Forward(TorchBatch batch, ReadOnlySpan<double> strengths)
    {
        var loss = new TorchLoss(batch);
        var x = batch.Features;
        var next = 0;
        var penalized = 0;
        foreach (var step in _problem.Plan.Steps)
        {
            var weights = _parameters.Arrays.AsSpan(next, step.Weights.Count);
            next += weights.Length;
            x = step.Apply(x, weights, batch);
            AddKernelPenalties(loss, step, weights);
            if (step.Penalty == null)
                continue;
            loss.AddActivityPenalty(step.Penalty.Penalty(x, step.Shape, batch).Times(strengths[penalized++]));
            if (batch.IsTraining)
                loss.CountZeros(x);
        }

        var (losses, correct) = _problem.Loss.Evaluate(x, batch.Labels);
        loss.SetData(losses, correct);
        return loss;
    }

    private static void AddKernelPenalties(TorchLoss loss, Step step, ReadOnlySpan<Tensor> weights)
    {
        for (var i = 0; i < weights.Length && step.KernelPenalty != null; i++)
        {
            if (step.Weights[i].Role == WeightRole.Kernel)
                loss.AddKernelPenalty(step.KernelPenalty.Penalty(weights[i]));
        }
    }
}
