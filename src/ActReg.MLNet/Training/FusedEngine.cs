namespace ActReg.MLNet;

/// <summary>Trains dense networks on one thread with hand-derived gradients in managed code, and no allocation in a step.</summary>
internal sealed class FusedEngine : ITrainingEngine
{
    private readonly TrainingProblem _problem;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly StepOutputs _outputs;
    private readonly BackwardPass _backward;
    private readonly Adam _adam;
    private readonly float[] _labels;
    private readonly float[] _weights;

    public FusedEngine(TrainingProblem problem)
    {
        _problem = problem;
        var plan = problem.Plan;
        _parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, problem.InitialWeights, _parameters.Span);
        _gradient = new AlignedBuffer(plan.ParameterLength);
        _outputs = new StepOutputs(plan, problem.BatchSize);
        _backward = new BackwardPass(plan, problem.BatchSize);
        _adam = new Adam(plan.ParameterLength);
        _labels = new float[problem.BatchSize];
        _weights = new float[problem.BatchSize];
    }

    public BatchSums Step(ReadOnlySpan<int> rows)
    {
        var sums = Forward(_problem.Data, rows);
        // A batch whose rows all weigh nothing has no gradient.
        if (sums.Weight == 0)
            return sums;
        _backward.Run(_parameters, rows.Length, sums.Weight, BatchWeights(_problem.Data, rows.Length), _outputs, _gradient);
        _adam.Update(_parameters, _gradient, _problem.LearningRate);
        return sums;
    }

    public BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows) => Forward(set, rows);

    public IReadOnlyList<WeightTensor> GetWeights() => Weights.Unpack(_problem.Plan, _parameters.Span);

    public void Dispose()
    {
    }

    private BatchSums Forward(TrainingSet set, ReadOnlySpan<int> rows)
    {
        var weight = Gather(set, rows);
        ForwardPass.Run(_problem.Plan, _parameters, rows.Length, _outputs);
        if (weight == 0)
            return default;
        var weights = BatchWeights(set, rows.Length);
        var loss = _problem.Loss.Evaluate(
            rows.Length, _outputs.Result, _labels, weights, _backward.OutputGradient, (float)(1 / weight));
        var penalty = ActivityPenalty.Sum(_problem.Plan, rows.Length, weight, weights, _outputs);
        return new BatchSums(weight, loss.Loss, penalty * weight, loss.Correct);
    }

    /// <summary>Copies a batch in, and returns its sum of weights.</summary>
    private double Gather(TrainingSet set, ReadOnlySpan<int> rows)
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

        return weight;
    }

    private ReadOnlySpan<float> BatchWeights(TrainingSet set, int rows) => set.Weights == null ? default : _weights.AsSpan(0, rows);
}
