namespace ActReg.MLNet;

/// <summary>Some rows of a set.</summary>
/// <param name="set">The set.</param>
/// <param name="rows">Which of its rows.</param>
internal readonly ref struct RowBatch(TrainingSet set, ReadOnlySpan<int> rows)
{
    public TrainingSet Set { get; } = set;

    public ReadOnlySpan<int> Rows { get; } = rows;
}
