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
    /// <summary>How often pieces are halved at most: a feature may have the largest of numbers where it matters near 0 alone.</summary>
    private const int MostRounds = 128;

    /// <summary>How many pieces must get better by being halved: of so many, what is left is rounding.</summary>
    private const int Many = 8;

    /// <summary>How much may be left that contributions do not add up to, as a part of what the score is and moves by.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>How much of what contributions come to is rounding.</summary>
    private const double Rounding = 1e-4;

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
        var rest = pieces.Sum(piece => piece.Rest);
        for (var round = 0; round < MostRounds && rest > tolerance; round++)
        {
            PathPiece[] worst = [.. pieces.Where(piece => piece.Rest > tolerance / steps).OrderByDescending(piece => piece.Rest).Take(steps)];
            PathPoint[] middles = [.. worst.Select(piece => new PathPoint(piece.Middle, features))];
            path.Compute(output, middles);
            pieces =
            [
                .. pieces.Except(worst),
                .. worst.Zip(middles, (piece, middle) => new[] { PathPiece.Between(piece.From, middle), PathPiece.Between(middle, piece.To) }).SelectMany(halves => halves),
            ];
            var before = rest;
            rest = pieces.Sum(piece => piece.Rest);
            if (worst.Length == 0 || (worst.Length >= Many && !(rest < 0.99 * before)))
                break;
        }

        foreach (var piece in pieces)
            piece.AddTo(contributions);
        ShareRounding(points[^1].Score - points[0].Score, contributions);
        return (points[0].Score, points[^1].Score);
    }

    /// <summary>Shares out what rounding has left, in proportion to contributions' sizes; what is more is left.</summary>
    private static void ShareRounding(double difference, Span<double> contributions)
    {
        double sum = 0, size = 0;
        foreach (var contribution in contributions)
        {
            sum += contribution;
            size += Math.Abs(contribution);
        }

        var left = difference - sum;
        if (size == 0 || !(Math.Abs(left) <= Rounding * size))
            return;
        for (var i = 0; i < contributions.Length; i++)
            contributions[i] += left * Math.Abs(contributions[i]) / size;
    }
}
