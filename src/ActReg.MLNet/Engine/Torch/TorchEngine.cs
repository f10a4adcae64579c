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
    private readonly TorchThreads? _threads;
    private readonly TorchParameters _parameters;
    private readonly double[] _zeroFractions;
    private TorchSet? _train;
    private TorchSet? _evaluated;
    private int _step;

    /// <param name="problem">What to train.</param>
    /// <param name="cudaDevice">The GPU to use; <see langword="null"/> for the CPU.</param>
    /// <param name="threads">What libtorch computes with on the CPU; <see langword="null"/> to leave that as it is.</param>
    public TorchEngine(TrainingProblem problem, int? cudaDevice = null, int? threads = null)
    {
        TorchRuntime.EnsureLoaded();
        _threads = TorchThreads.Use(threads);
        _problem = problem;
        _device = cudaDevice == null ? CPU : device($"cuda:{cudaDevice}");
        using var scope = TorchScope.WithoutGradients();
        _parameters = new TorchParameters(problem.Plan, problem.InitialWeights, problem.Settings.Optimizer.SlotCount, _device);
        _zeroFractions = new double[problem.Plan.PenalizedSteps.Count];
    }

    public ReadOnlySpan<double> ZeroFractions => _zeroFractions;

    public BatchSums AddGradient(RowBatch batch, ReadOnlySpan<double> strengths)
    {
        using var scope = TorchScope.WithGradients();
        var noise = RandomStreams.Noise(_problem.Settings.Seed, _step);
        var rows = Tensors(ref _train, batch.Set, _evaluated).Rows(batch, isTraining: true, noise) with { IsFirst = _step == 0, FullRows = _problem.FullRows };
        if (rows.RowWeight == 0)
            return default;
        var loss = Forward(rows, strengths);
        loss.Backward();
        rows.Statistics.Move();
        return loss.Read(_zeroFractions);
    }

    public void ScaleGradient(double factor)
    {
        using var scope = TorchScope.WithoutGradients();
        _parameters.ScaleGradient(factor);
    }

    public void Clip(GradientClipping clipping)
    {
        using var scope = TorchScope.WithoutGradients();
        _parameters.Clip(clipping);
    }

    public void Update(double learningRate)
    {
        using var scope = TorchScope.WithoutGradients();
        _parameters.Update(_problem.Settings.Optimizer, ++_step, learningRate);
    }

    public BatchSums Evaluate(RowBatch batch, ReadOnlySpan<double> strengths, Span<float> outputs = default)
    {
        using var scope = TorchScope.WithoutGradients();
        var rows = Tensors(ref _evaluated, batch.Set, _train).Rows(batch, isTraining: false, noise: 0);
        if (rows.RowWeight == 0)
            return default;
        var loss = Forward(rows, strengths);
        if (!outputs.IsEmpty)
            loss.ReadOutputs(outputs);
        return loss.Read(_zeroFractions);
    }

    public float[] GetGradient() => _parameters.GetGradient();

    public void SetGradient(ReadOnlySpan<float> gradient) => _parameters.SetGradient(gradient);

    public IReadOnlyList<WeightTensor> GetWeights() => _parameters.ToWeights();

    public bool TryKeepWeights() => _parameters.TryKeep();

    public IReadOnlyList<WeightTensor> GetKeptWeights() => _parameters.KeptWeights();

    public EngineState GetState() => _parameters.GetState(_step);

    public string? Misfit(EngineState state) => _parameters.Misfit(state);

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
        _threads?.Dispose();
    }

    private TorchSet Tensors(ref TorchSet? kept, TrainingSet set, TorchSet? other)
    {
        if (!ReferenceEquals(kept?.Set, set))
        {
            kept?.Dispose();
            kept = new TorchSet(set, _device, other);
        }

        return kept;
    }

    private TorchLoss Forward(TorchBatch batch, ReadOnlySpan<double> strengths)
    {
        var loss = new TorchLoss(batch);
        var plan = _problem.Plan;
        var x = batch.Features;
        var mask = plan.FeatureMask == null ? null : new TorchMask(plan.FeatureMask, x);
        var penalized = 0;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            x = step.Apply(x, mask, _parameters, batch);
            mask = plan.OutputMask(i) == null ? null : mask;
            if (step.Penalty == null)
                continue;
            var strength = strengths[penalized++];
            loss.AddActivityPenalty(step.Penalty.Penalty(x, mask, step.Shape, batch).Times(strength));
            foreach (var slope in batch.Slopes)
                loss.AddActivityPenalty(slope.Times(strength));
            batch.Slopes.Clear();
            if (batch.IsTraining)
                loss.CountZeros(x, mask);
        }

        foreach (var (kernel, regularizer) in plan.KernelPenalties)
            loss.AddKernelPenalty(regularizer.Penalty(_parameters[kernel]));
        if (plan.Steps[^1] is DenseStep last && batch.Auxiliary.Loss(x, batch.Targets, _parameters[last.Kernel], batch) is { } auxiliary)
            loss.AddActivityPenalty(auxiliary);
        var (losses, correct) = (batch.IsTraining ? _problem.TrainingLoss : _problem.Loss).Evaluate(x, batch.Targets);
        loss.SetData(x, losses, correct);
        return loss;
    }
}
