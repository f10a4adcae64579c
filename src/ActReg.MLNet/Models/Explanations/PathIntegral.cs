namespace ActReg.MLNet;

/// <summary>
/// What each feature contributes to the difference between a row's score and a baseline's: the integral of its share of the score's derivative along the straight line
/// between them (M. Sundararajan, A. Taly and Q. Yan, "Axiomatic attribution for deep networks", 2017).
/// </summary>
/// <remarks>
/// Within a piece of the line, shares are taken to be those of its beginning for a part of it and those of its end for the rest, as is right for a network of ReLUs with one
/// kink there; how large the part is follows from by how much the score changes. So contributions add up. Where no part does that, the piece is halved.
/// </remarks>
internal static class PathIntegral
{
    /// <summary>How often pieces are halved at most: where a score jumps, it would never end.</summary>
    private const int MostRounds = 20;

    /// <summary>How much may be left that contributions do not add up to, as a part of what the score is and moves by; rounding leaves less than a tenth of it.</summary>
    private const double Tolerance = 4e-6;

    /// <param name="path">The model, with its row.</param>
    /// <param name="output">Which of its scores.</param>
    /// <param name="steps">The pieces to begin with, at least 1, and the most that are halved at a time.</param>
    /// <param name="contributions">Receives one for each feature.</param>
    /// <returns>What the baseline and the row score.</returns>
    public static (double Baseline, double Row) Compute(ScorePath path, int output, int steps, Span<double> contributions)
    {
        contributions.Clear();
        var features = contributions.Length;
        PathPoint[] points = [.. Enumerable.Range(0, steps + 1).Select(i => new PathPoint((double)i / steps, features))];
        path.Compute(output, points);
        var tolerance = Tolerance * points.Max(point => Math.Abs(point.Score) + point.Size);
        List<PathPiece> pieces = [.. points.Zip(points.Skip(1), PathPiece.Between)];
        for (var round = 0; round < MostRounds && pieces.Sum(piece => piece.Rest) > tolerance; round++)
        {
            PathPiece[] worst = [.. pieces.Where(piece => piece.Rest > tolerance / steps).OrderByDescending(piece => piece.Rest).Take(steps)];
            PathPoint[] middles = [.. worst.Select(piece => new PathPoint(piece.Middle, features))];
            path.Compute(output, middles);
            pieces =
            [
                .. pieces.Except(worst),
                .. worst.Zip(middles, (piece, middle) => new[] { PathPiece.Between(piece.From, middle), PathPiece.Between(middle, piece.To) }).SelectMany(halves => halves),
            ];
        }

        foreach (var piece in pieces)
            piece.AddTo(contributions);
        return (points[0].Score, points[^1].Score);
    }
}
