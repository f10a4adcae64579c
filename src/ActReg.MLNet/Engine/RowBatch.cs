namespace ActReg.MLNet;

/// <summary>Some rows of a set: a batch, or a part of one.</summary>
internal readonly ref struct RowBatch
{
    /// <param name="set">The set.</param>
    /// <param name="rows">Which of its rows.</param>
    public RowBatch(TrainingSet set, ReadOnlySpan<int> rows)
    {
        Set = set;
        Rows = rows;
        BatchWeight = set.WeightOf(rows);
    }

    public TrainingSet Set { get; }

    public ReadOnlySpan<int> Rows { get; }

    /// <summary>What the rows of the whole batch weigh; by default, these are all of them.</summary>
    public double BatchWeight { get; init; }
}
