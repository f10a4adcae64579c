namespace ActReg.MLNet;

/// <summary>A piece of the way of a row's features from a baseline.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Part">The part of it that has the shares of its beginning; the rest has those of its end.</param>
/// <param name="Rest">What that leaves of the score's change.</param>
internal sealed record PathPiece(PathPoint From, PathPoint To, double Part, double Rest)
{
    public double Middle => (From.Place + To.Place) / 2;

    private double Length => To.Place - From.Place;

    /// <summary>The piece whose shares make up for the score's change, as far as they can.</summary>
    public static PathPiece Between(PathPoint from, PathPoint to)
    {
        var length = to.Place - from.Place;
        var change = to.Score - from.Score;
        // Where both ends have the same slope, no part is better than another.
        var part = from.Slope == to.Slope ? 0.5 : Math.Clamp((change / length - to.Slope) / (from.Slope - to.Slope), 0, 1);
        return new(from, to, part, Math.Abs(change - length * (part * from.Slope + (1 - part) * to.Slope)));
    }

    /// <summary>Adds what each feature contributes.</summary>
    public void AddTo(Span<double> contributions)
    {
        for (var i = 0; i < contributions.Length; i++)
            contributions[i] += Length * (Part * From.Shares[i] + (1 - Part) * To.Shares[i]);
    }
}
