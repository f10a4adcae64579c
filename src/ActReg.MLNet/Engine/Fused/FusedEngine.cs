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
    private readonly FeatureBatch _features;
    private readonly Lazy<LazyKernel?> _lazyKernel;
    private readonly Range[] _packedArrays;
    // Whether the gradient by the first kernel is where its rows are, although that is lazy.
    private bool _isUnpacked;
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
        _outputs = new StepOutputs(plan, problem.Rows, isTraining: true);
        _passingOutputs = _outputs.Overwriting();
        _scratch = new StepScratch(plan, problem.Rows);
        _backward = new BackwardPass(plan, problem.Rows);
        _penalties = new ActivityPenalties(plan);
        _targets = new float[checked(problem.Rows * problem.Loss.TargetCount)];
        _weights = new float[problem.Rows];
        _features = new FeatureBatch(plan.InputSize);
        _lazyKernel = new Lazy<LazyKernel?>(() => LazyKernel.Of(plan, Optimizer, _parameters, _gradient, _slots));
        _packedArrays = [.. plan.WeightRanges];
    }

    public ReadOnlySpan<double> ZeroFractions => _penalties.ZeroFractions;

    private Optimizer Optimizer => _problem.Settings.Optimizer;

    /// <summary>The first kernel, where rows that are trained on have left zeros out.</summary>
    private LazyKernel? Lazy => _lazyKernel.IsValueCreated ? _lazyKernel.Value : null;

    /// <summary>The same, where its gradient is packed.</summary>
    private LazyKernel? Packed => _isUnpacked ? null : Lazy;

    public BatchSums AddGradient(RowBatch batch, ReadOnlySpan<double> strengths)
    {
        var rows = Gather(batch, isTraining: true);
        _outputs.Features = GatherFeatures(batch);
        var sums = Forward(rows, _outputs, strengths);
        if (sums.Weight == 0)
            return sums;
        var losses = _backward.Run(_parameters, rows, strengths, _outputs, _scratch, _gradient);
        KernelPenalties.AddGradient(_problem.Plan, _parameters, sums.Weight / rows.Weight, _gradient);
        return sums with { ActivityPenalty = sums.ActivityPenalty + losses * rows.Weight };
    }

    public void ScaleGradient(double factor)
    {
        var used = _gradient.Span[Packed?.Used ?? Range.All];
        TensorPrimitives.Multiply(used, (float)factor, used);
    }

    public void Clip(GradientClipping clipping)
    {
        if (Packed is not { } packed)
        {
            clipping.Apply(_gradient, Range.All, _problem.Plan.WeightRanges);
            return;
        }

        _packedArrays[0] = packed.Packed;
        clipping.Apply(_gradient, packed.Used, _packedArrays);
    }

    public void Update(double learningRate)
    {
        var packed = Packed;
        if (Optimizer.KernelDecay > 0)
            WeightDecay.Apply(_problem.Plan, _parameters, learningRate * Optimizer.KernelDecay, first: packed == null ? 0 : 1);
        _step++;
        UnitRows.RemoveParallel(_problem.Plan, _parameters, _gradient);
        packed?.Update(_step, learningRate);
        var groups = _problem.Plan.WeightGroups;
        for (var i = 0; i < groups.Count; i++)
        {
            var part = packed != null && i == 0 ? packed.End..groups[i].Parameters.End : groups[i].Parameters;
            Optimizer.Update(
                _step, learningRate * groups[i].LearningRateFactor, _parameters, _gradient, _slots, WeightParts.All(part, _parameters.Length));
        }

        UnitRows.Normalize(_problem.Plan, _parameters);
        ThresholdBounds.Apply(_problem.Plan, _parameters);
        if (_isUnpacked)
            Lazy?.Restart();
        _isUnpacked = false;
    }

    public BatchSums Evaluate(RowBatch batch, ReadOnlySpan<double> strengths, Span<float> outputs = default)
    {
        Lazy?.CatchUpAll();
        var rows = Gather(batch, isTraining: false);
        _passingOutputs.Features = IsSparse(batch) ? _features.Take(batch.Set.Features, batch.Rows) : default;
        var sums = Forward(rows, _passingOutputs, strengths);
        _passingOutputs.CopyResultTo(outputs);
        return sums;
    }

    public float[] GetGradient()
    {
        Unpack();
        return _gradient.Span.ToArray();
    }

    public void SetGradient(ReadOnlySpan<float> gradient)
    {
        Unpack();
        gradient.CopyTo(_gradient.Span);
    }

    public IReadOnlyList<WeightTensor> GetWeights()
    {
        Lazy?.CatchUpAll();
        return Weights.Unpack(_problem.Plan, _parameters.Span);
    }

    public bool TryKeepWeights()
    {
        Lazy?.CatchUpAll();
        var areFinite = FiniteValues.AreAll(_parameters.Span);
        if (areFinite)
            _parameters.Span.CopyTo(_kept.Span);
        return areFinite;
    }

    public IReadOnlyList<WeightTensor> GetKeptWeights() => Weights.Unpack(_problem.Plan, _kept.Span);

    public EngineState GetState()
    {
        Lazy?.CatchUpAll();
        return new(_step, _parameters.Span.ToArray(), [.. _slots.Select(slot => slot.Span.ToArray())]);
    }

    public string? Misfit(EngineState state) => state.Misfit(_parameters.Length, _slots.Length)
        ?? EngineState.Misfit(_problem.Plan, Weights.Unpack(_problem.Plan, state.Parameters));

    public void SetState(EngineState state)
    {
        _step = state.Step;
        state.Parameters.CopyTo(_parameters.Span);
        for (var i = 0; i < _slots.Length; i++)
            state.Slots[i].CopyTo(_slots[i].Span);
        Lazy?.Restart();
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

    /// <summary>Whether features go to the first step without their zeros.</summary>
    private bool IsSparse(RowBatch batch) => batch.Set.Features.LeaveZerosOut && _problem.Plan.Steps[0].ReadsSparseFeatures;

    /// <summary>The features of rows to train on, where they go to the first step without their zeros.</summary>
    private SparseFeatures GatherFeatures(RowBatch batch)
    {
        var features = batch.Set.Features;
        if (!IsSparse(batch))
        {
            Unpack();
            return default;
        }

        if (_problem.Plan.Steps[0].Weights[0].IsFrozen)
            return _features.Take(features, batch.Rows);
        return _lazyKernel.Value is { } kernel && !_isUnpacked ? _features.Touch(features, batch.Rows, kernel) : _features.TakeAll(features, batch.Rows);
    }

    /// <summary>Brings the gradient by the first kernel to where that is, whose rows are all updated in this step then.</summary>
    private void Unpack()
    {
        Packed?.CatchUpAll();
        Packed?.Unpack();
        _isUnpacked = true;
    }

    private Batch Gather(RowBatch batch, bool isTraining)
    {
        var set = batch.Set;
        var rows = batch.Rows;
        var input = IsSparse(batch) ? default : _outputs.Input.Span;
        double weight = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (!input.IsEmpty)
                set.Features.CopyTo(rows[i], input[(i * _outputs.InputStride)..]);
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
