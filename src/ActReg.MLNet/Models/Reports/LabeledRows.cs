namespace ActReg.MLNet;

/// <summary>Rows with their labels, in memory.</summary>
/// <param name="width">The features of a row.</param>
internal sealed class LabeledRows(int width)
{
    public RowValues Features { get; } = new(width);

    /// <summary>One per row; of classes, the index.</summary>
    public RowValues Labels { get; } = new(1);

    /// <summary>The rows that are there as a whole.</summary>
    public int Count => Labels.Count;

    /// <summary>The mean loss of all rows.</summary>
    /// <param name="score">Scores rows that stand one after the other; for any number of threads.</param>
    /// <param name="outputs">The scores of a row.</param>
    /// <param name="loss">That of a row's scores.</param>
    public double MeanLoss(RowsScore score, int outputs, ScoreLoss loss)
    {
        var losses = new double[Count];
        var rowsInPiece = Features.Pieces.First().Length / width;
        Parallel.ForEach(Features.Pieces, (piece, _, index) =>
        {
            var first = (int)index * rowsInPiece;
            var scores = new float[piece.Length / width * outputs];
            score(piece.Span, scores);
            for (var row = 0; row < scores.Length / outputs; row++)
                losses[first + row] = loss(scores.AsSpan(row * outputs, outputs), Labels[first + row][0]);
        });
        return losses.Average();
    }
}

/// <summary>Scores rows that stand one after the other.</summary>
/// <param name="features">Those of the rows.</param>
/// <param name="scores">Receives the scores.</param>
internal delegate void RowsScore(ReadOnlySpan<float> features, Span<float> scores);
