using System.Numerics.Tensors;

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
    private readonly float[] _targets;
    private readonly float[] _weights;
    private int _step;

    /// <param name="problem">What to train, of fused steps only.</param>
    public FusedEngine(TrainingProblem problem)
    {
        _problem = problem;
        var plan = problem.Plan;
        _parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, problem.InitialWeights, _parameters.Span);
        _kept = new AlignedBuffer(plan.ParameterLength);
        _parameters.Span.CopyTo(_kept.Span);
        _gradient = new AlignedBuffer(plan.ParameterLength);
        _slots = [.. Enumerable.Range(0, Optimizer.SlotCount).Select(_ => new AlignedBuffer(plan.ParameterLength))];
        _outputs = new StepOutputs(plan, problem.Rows);
        _passingOutputs = _outputs.Overwriting();
        _scratch = new StepScratch(plan, problem.Rows);
        _backward = new BackwardPass(plan, problem.Rows);
        _penalties = new ActivityPenalties(plan);
        _targets = new float[checked(problem.Rows * problem.Loss.TargetCount)];
        _weights = new float[problem.Rows];
    }

    public ReadOnlySpan<double> ZeroFractions => _penalties.ZeroFractions;

    private Optimizer Optimizer => _problem.Settings.Optimizer;

    public BatchSums AddGradient(RowBatch batch, ReadOnlySpan<double> strengths)
    {
        var rows = Gather(batch, isTraining: true);
        var sums = Forward(rows, _outputs, strengths);
        if (sums.Weight == 0)
            return sums;
        var losses = _backward.Run(_parameters, rows, strengths, _outputs, _scratch, _gradient);
        KernelPenalties.AddGradient(_problem.Plan, _parameters, sums.Weight / rows.Weight, _gradient);
        return sums with { ActivityPenalty = sums.ActivityPenalty + losses * rows.Weight };
    }

    public void ScaleGradient(double factor) => TensorPrimitives.Multiply(_gradient.Span, (float)factor, _gradient.Span);

    public void Clip(GradientClipping clipping) => clipping.Apply(_gradient, _problem.Plan.WeightRanges);

    public void Update(double learningRate)
    {
        if (Optimizer.KernelDecay > 0)
            WeightDecay.Apply(_problem.Plan, _parameters, learningRate * Optimizer.KernelDecay);
        _step++;
        UnitRows.RemoveParallel(_problem.Plan, _parameters, _gradient);
        var groups = _problem.Plan.WeightGroups;
        for (var i = 0; i < groups.Count; i++)
            Optimizer.Update(_step, learningRate * groups[i].LearningRateFactor, _parameters, _gradient, _slots, groups[i].Parameters);
        UnitRows.Normalize(_problem.Plan, _parameters);
        ThresholdBounds.Apply(_problem.Plan, _parameters);
    }

    public BatchSums Evaluate(RowBatch batch, ReadOnlySpan<double> strengths, Span<float> outputs = default)
    {
        var sums = Forward(Gather(batch, isTraining: false), _passingOutputs, strengths);
        _passingOutputs.CopyResultTo(outputs);
        return sums;
    }

    public float[] GetGradient() => _gradient.Span.ToArray();

    public void SetGradient(ReadOnlySpan<float> gradient) => gradient.CopyTo(_gradient.Span);

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

    public string? Misfit(EngineState state) => state.Misfit(_parameters.Length, _slots.Length)
        ?? EngineState.Misfit(_problem.Plan, Weights.Unpack(_problem.Plan, state.Parameters));

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

    private unsafe BatchSums Forward(in Batch batch, StepOutputs outputs, ReadOnlySpan<double> strengths)
    {
        if (batch.RowWeight == 0)
            return default;
        _penalties.Begin();
        ForwardPass.Run(_problem.Plan, _parameters, batch, outputs, _scratch, _penalties);
        LossSums loss;
        fixed (float* targets = _targets)
        {
            loss = (batch.IsTraining ? _problem.TrainingLoss : _problem.Loss).Evaluate(
                batch.Rows, outputs.Result, new Matrix(targets, _problem.Loss.TargetCount), batch.Weights, _backward.OutputGradient,
                (float)(1 / batch.Weight));
        }

        var activityPenalty = _penalties.End(batch, strengths);
        var kernelPenalty = KernelPenalties.Sum(_problem.Plan, _parameters);
        return new BatchSums(
            batch.RowWeight, loss.Loss, activityPenalty * batch.Weight, kernelPenalty * batch.RowWeight, loss.Correct);
    }

    private Batch Gather(RowBatch batch, bool isTraining)
    {
        var set = batch.Set;
        var rows = batch.Rows;
        var input = _outputs.Input.Span;
        double weight = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            set.Row(rows[i]).CopyTo(input[(i * _outputs.InputStride)..]);
            set.Target(rows[i]).CopyTo(_targets.AsSpan(i * set.TargetCount));
            _weights[i] = set.Weight(rows[i]);
            weight += _weights[i];
        }

        return new Batch
        {
            Rows = rows.Length,
            Weight = batch.BatchWeight,
            RowWeight = weight,
            Weights = set.Weights == null ? default : _weights.AsSpan(0, rows.Length),
            FullRows = _problem.FullRows,
            IsTraining = isTraining,
            Noise = RandomStreams.Noise(_problem.Settings.Seed, _step),
        };
    }
}
