using ActReg.MLNet.Benchmarks.Speed.Training;

namespace ActReg.MLNet.Benchmarks.Speed.Kernels;

/// <summary>One step of the fused engine on a full batch, and the same phase by phase.</summary>
internal sealed class StepPhases : IDisposable
{
    private const double NoUpdate = 1e-12;

    private readonly TrainingProblem _problem;
    private readonly TrainingSet _set;
    private readonly FusedEngine _engine;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer[] _slots;
    private readonly StepOutputs _outputs;
    private readonly StepScratch _scratch;
    private readonly BackwardPass _backward;
    private readonly ActivityPenalties _penalties;
    private readonly RandomState _random = new(1);
    private readonly int[] _order;
    private readonly double[] _strengths;

    public StepPhases(LargeTraining training)
    {
        (_problem, _set) = training.Problem();
        var plan = _problem.Plan;
        _engine = new FusedEngine(_problem);
        _parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, _problem.InitialWeights, _parameters.Span);
        _gradient = new AlignedBuffer(plan.ParameterLength);
        _slots = [.. Enumerable.Range(0, _problem.Settings.Optimizer.SlotCount).Select(_ => new AlignedBuffer(plan.ParameterLength))];
        _outputs = new StepOutputs(plan, _problem.Rows);
        _scratch = new StepScratch(plan, _problem.Rows);
        _backward = new BackwardPass(plan, _problem.Rows);
        _penalties = new ActivityPenalties(plan);
        _order = [.. Enumerable.Range(0, _problem.Rows)];
        _strengths = [.. plan.PenalizedSteps.Select(_ => 1.0)];
        for (var row = 0; row < _problem.Rows; row++)
            _set.Row(row).CopyTo(_outputs.Input.Span[(row * _outputs.InputStride)..]);
        Forward();
        Backward();
    }

    private Batch Batch => new() { Rows = _problem.Rows, Weight = _problem.Rows, RowWeight = _problem.Rows, IsTraining = true };

    public void Step() => _engine.Step(new RowBatch(_set, _order), NoUpdate, _strengths);

    /// <summary>Outputs and activity penalties.</summary>
    public void Forward()
    {
        _penalties.Begin();
        ForwardPass.Run(_problem.Plan, _parameters, Batch, _outputs, _scratch, _penalties);
        _penalties.End(Batch, _strengths);
    }

    public unsafe void Loss()
    {
        fixed (float* targets = _set.Target(0))
        {
            _problem.Loss.Evaluate(
                _problem.Rows, _outputs.Result, new Matrix(targets, _set.TargetCount), [], _backward.OutputGradient, 1f / _problem.Rows);
        }
    }

    /// <summary>After the loss, whose gradient it overwrites.</summary>
    public void Backward()
    {
        Loss();
        _backward.Run(_parameters, Batch, _strengths, _outputs, _scratch, _gradient);
    }

    // So small a rate that the weights stay those of the other phases.
    public void Update() => _problem.Settings.Optimizer.Update(step: 1000, NoUpdate, _parameters, _gradient, _slots, WeightParts.All(Range.All, _parameters.Length));

    public void Shuffle() => _random.Shuffle<int>(_order);

    public void Dispose() => _engine.Dispose();
}
