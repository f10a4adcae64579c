namespace ActReg.MLNet;

/// <summary>The rows that a pass over a network computes, all at once: a batch, or a part of one.</summary>
internal readonly ref struct Batch
{
    public required int Rows { get; init; }

    /// <summary>The place in the batch of the first of these rows.</summary>
    public int FirstRow { get; init; }

    /// <summary>The number of rows of the whole batch, or their sum of weights; above 0. What sums over rows are divided by.</summary>
    public required double Weight { get; init; }

    /// <summary>The number of these rows, or their sum of weights.</summary>
    public double RowWeight { get; init; }

    /// <summary>One per row; empty where every row counts once.</summary>
    public ReadOnlySpan<float> Weights { get; init; }

    /// <summary>In training, the rows of a full batch.</summary>
    public int FullRows { get; init; }

    /// <summary>Whether layers do as in training, where they drop units and normalize by the batch.</summary>
    public bool IsTraining { get; init; }

    /// <summary>Seeds what a step of training draws.</summary>
    public ulong Noise { get; init; }

    public static Batch ToScore(int rows) => new() { Rows = rows, Weight = rows, RowWeight = rows };

    /// <summary>Some of its rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public Batch Part(int first, int count)
    {
        var part = this with { FirstRow = FirstRow + first, Rows = count, Weights = Weights.IsEmpty ? default : Weights.Slice(first, count) };
        double weight = 0;
        for (var row = 0; row < count; row++)
            weight += part.WeightOf(row);
        return part with { RowWeight = weight };
    }

    public float WeightOf(int row) => Weights.IsEmpty ? 1 : Weights[row];
}
