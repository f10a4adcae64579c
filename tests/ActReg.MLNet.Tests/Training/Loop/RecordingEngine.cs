namespace ActReg.MLNet.Tests;

/// <summary>Trains nothing: notes the batches that the training loop asks for, and answers with figures made up by a test.</summary>
internal sealed class RecordingEngine(Func<int[], BatchSums>? answer = null) : ITrainingEngine
{
    /// <summary>A network for it to be given to the training loop with.</summary>
    public static readonly NetworkPlan Plan = NetworkPlanner.Plan(2, [Layer.Dense(1)]);

    /// <summary>A training of that network.</summary>
    public static TrainingRequest Request(TrainingSettings settings) =>
        new() { Plan = Plan, Loss = new BinaryCrossEntropy(), Settings = settings };

    public List<int[]> Steps { get; } = [];

    public List<int[]> Evaluations { get; } = [];

    public WeightTensor[] Weights { get; set; } = [];

    public List<double> LearningRates { get; } = [];

    public List<double[]> Strengths { get; } = [];

    public double[] Zeros { get; set; } = [];

    public ReadOnlySpan<double> ZeroFractions => Zeros;

    public BatchSums AddGradient(RowBatch batch, ReadOnlySpan<double> strengths)
    {
        Strengths.Add(strengths.ToArray());
        return Record(Steps, batch.Rows);
    }

    public void ScaleGradient(double factor)
    {
    }

    public void Clip(GradientClipping clipping)
    {
    }

    public void Update(double learningRate) => LearningRates.Add(learningRate);

    public BatchSums Evaluate(RowBatch batch, ReadOnlySpan<double> strengths, Span<float> outputs = default) => Record(Evaluations, batch.Rows);

    public float[] GetGradient() => [];

    public void SetGradient(ReadOnlySpan<float> gradient)
    {
    }

    public IReadOnlyList<WeightTensor> GetWeights() => Weights;

    public bool TryKeepWeights() => Weights.All(ActReg.MLNet.Weights.AreFinite);

    public IReadOnlyList<WeightTensor> GetKeptWeights() => Weights;

    public EngineState GetState() => new(Steps.Count, [], []);

    public string? Misfit(EngineState state) => null;

    public void SetState(EngineState state)
    {
    }

    public void Dispose()
    {
    }

    private BatchSums Record(List<int[]> batches, ReadOnlySpan<int> rows)
    {
        batches.Add(rows.ToArray());
        return answer?.Invoke(batches[^1]) ?? new BatchSums(rows.Length, 0, 0, 0, 0);
    }
}
