namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>What a comparison must reach.</summary>
/// <param name="Kind">How to read <paramref name="Bound"/>.</param>
/// <param name="Bound">The worst that will do.</param>
internal sealed record Target(TargetKind Kind, double Bound)
{
    /// <summary>The peer takes at least so many times as long as ours.</summary>
    public static Target TimesFaster(double bound) => new(TargetKind.TimesFaster, bound);

    /// <summary>Ours takes at most so many times as long as the peer.</summary>
    public static Target TimesAsLong(double bound) => new(TargetKind.TimesAsLong, bound);

    /// <summary>Ours is at most so much, in its own unit, whatever any peer does.</summary>
    public static Target AtMost(double bound) => new(TargetKind.AtMost, bound);

    /// <summary>Ours is at least so much, in its own unit, whatever any peer does.</summary>
    public static Target AtLeast(double bound) => new(TargetKind.AtLeast, bound);

    public bool IsMetBy(double figure) =>
        Kind is TargetKind.TimesFaster or TargetKind.AtLeast ? figure >= Bound : figure <= Bound;

    /// <param name="unit">Of ours.</param>
    public string Text(Unit unit) => Kind switch
    {
        TargetKind.TimesFaster => $"≥ {Bound:0.##}x faster",
        TargetKind.TimesAsLong => $"≤ {Bound:0.##}x as long",
        TargetKind.AtMost => $"≤ {unit.Format(Bound)}",
        _ => $"≥ {unit.Format(Bound)}",
    };
}
