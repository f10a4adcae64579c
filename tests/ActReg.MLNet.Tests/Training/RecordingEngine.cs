namespace ActReg.MLNet.Tests;

/// <summary>Trains nothing: notes the batches that the training loop asks for, and answers with figures made up by a test.</summary>
internal sealed class RecordingEngine(Func<int[], BatchSums>? answer = null) : ITrainingEngine
{
    public List<int[]> Steps { get; } = [];

    public List<int[]> Evaluations { get; } = [];

    public WeightTensor[] Weights { get; set; } = [];

    public BatchSums Step(ReadOnlySpan<int> rows) => Record(Steps, rows);

    public BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows) => Record(Evaluations, rows);

    public IReadOnlyList<WeightTensor> GetWeights() => Weights;

    public void Dispose()
    {
    }

    private BatchSums Record(List<int[]> batches, ReadOnlySpan<int> rows)
    {
        batches.Add(rows.ToArray());
        return answer?.Invoke(batches[^1]) ?? new BatchSums(rows.Length, 0, 0, 0);
    }
}
