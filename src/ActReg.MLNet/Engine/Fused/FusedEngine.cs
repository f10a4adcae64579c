namespace ActReg.MLNet;

/// <summary>Trains on one thread with hand-derived gradients in managed code, and no allocation in a step.</summary>
internal sealed class FusedEngine : ITrainingEngine
{
    private readonly TrainingProblem _problem;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _kept;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer[] _slots;
    private readonly StepOutputs _outputs;
    private readonly StepOutputs _passingOutputs;
    private readonly StepScratch _scratch;
    private readonly BackwardPass _backward;
    private readonly ActivityPenalties _penalties;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private int _step;

    public FusedEngine(TrainingProblem problem)
    {
        _problem = problem;
        var plan = problem.Plan;
        _parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, problem.InitialWeights, _parameters.Span);
        _kept = new AlignedBuffer(plan.ParameterLength);
        _parameters.Span.CopyTo(_kept.Span);
        _gradient = new AlignedBuffer(plan.ParameterLength);
        _slots = [.. Enumerable.Range(0, problem.Optimizer.SlotCount).Select(_ => new AlignedBuffer(plan.ParameterLength))];
        _outputs = new StepOutputs(plan, problem.BatchSize);
        _passingOutputs = _outputs.Overwriting();
        _scratch = new StepScratch(plan);
        _backward = new BackwardPass(plan, problem.BatchSize);
        _penalties = new ActivityPenalties(plan);
        _labels = new float[problem.BatchSize];
        _weights = new float[problem.BatchSize];
    }

    public ReadOnlySpan<double> ZeroFractions => _penalties.ZeroFractions;

    public BatchSums Step(TrainingSet set, ReadOnlySpan<int> rows, double learningRate, ReadOnlySpan<double> strengths)
    {
        var batch = Gather(set, rows, isTraining: true);
        var sums = Forward(batch, _outputs, strengths);
        // A batch whose rows all weigh nothing has no gradient.
        if (sums.Weight == 0)
            return sums;
        _backward.Run(_parameters, batch, strengths, _outputs, _scratch, _gradient);
        KernelPenalties.AddGradient(_problem.Plan, _parameters, _gradient);
        _problem.Clipping?.Apply(_problem.Plan, _gradient);
        if (_problem.Optimizer.KernelDecay > 0)
            WeightDecay.Apply(_problem.Plan, _parameters, 1 - learningRate * _problem.Optimizer.KernelDecay);
        _problem.Optimizer.Update(++_step, learningRate, _parameters, _gradient, _slots);
        return sums;
    }

    public BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows, ReadOnlySpan<double> strengths) =>
        Forward(Gather(set, rows, isTraining: false), _passingOutputs, strengths);

    public IReadOnlyList<WeightTensor> GetWeights() => Weights.Unpack(_problem.Plan, _parameters.Span);

    public bool TryKeepWeights()
    {
        var areFinite = FiniteValues.AreAll(_parameters.Span);
        if (areFinite)
            _parameters.Span.CopyTo(_kept.Span);
        return areFinite;
    }

    public IReadOnlyList<WeightTensor> GetKeptWeights() => Weights.Unpack(_problem.Plan, _kept.Span);

    public EngineState GetState() =>
        new(_step, _parameters.Span.ToArray(), [.. _slots.Select(slot => slot.Span.ToArray())]);

    public void SetState(EngineState state)
    {
        _step = state.Step;
        state.Parameters.CopyTo(_parameters.Span);
        for (var i = 0; i < _slots.Length; i++)
            state.Slots[i].CopyTo(_slots[i].Span);
    }

    public void Dispose()
    {
    }

    private BatchSums Forward(in Batch batch, StepOutputs outputs, ReadOnlySpan<double> strengths)
    {
        if (batch.Weight == 0)
            return default;
        _penalties.Begin();
        ForwardPass.Run(_problem.Plan, _parameters, batch, outputs, _scratch, _penalties);
        var loss = _problem.Loss.Evaluate(
            batch.Rows, outputs.Result, _labels, batch.Weights, _backward.OutputGradient, (float)(1 / batch.Weight));
        var activityPenalty = _penalties.End(batch, strengths);
        var kernelPenalty = KernelPenalties.Sum(_problem.Plan, _parameters);
        return new BatchSums(batch.Weight, loss.Loss, activityPenalty * batch.Weight, kernelPenalty * batch.Weight, loss.Correct);
    }

    private Batch Gather(TrainingSet set, ReadOnlySpan<int> rows, bool isTraining)
    {
        var input = _outputs.Input.Span;
        double weight = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            set.Row(rows[i]).CopyTo(input[(i * _outputs.InputStride)..]);
            _labels[i] = set.Labels[rows[i]];
            _weights[i] = set.Weights?[rows[i]] ?? 1;
            weight += _weights[i];
        }

        return new Batch
        {
            Rows = rows.Length,
            Weight = weight,
            Weights = set.Weights == null ? default : _weights.AsSpan(0, rows.Length),
            IsTraining = isTraining,
            Noise = RandomStreams.Noise(_problem.Seed, _step),
        };
    }
}
