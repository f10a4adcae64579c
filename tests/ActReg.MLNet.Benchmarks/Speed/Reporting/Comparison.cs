using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>Ours beside one peer.</summary>
/// <param name="What">The work.</param>
/// <param name="Ours">Measured alternately with the peer, as often.</param>
/// <param name="Peer">In the same unit; <see langword="null"/> where ours has none, or it is not installed.</param>
/// <param name="Target">What must be reached; <see langword="null"/> where the comparison is for information.</param>
/// <param name="IsTimesFaster">Whether the ratio is how many times faster ours is; else how many times as much it takes.</param>
internal sealed record Comparison(
    string What, Samples Ours, Samples? Peer = null, Target? Target = null, bool IsTimesFaster = false)
{
    public bool IsTimesFaster { get; } = IsTimesFaster || Target?.Kind == TargetKind.TimesFaster;

    /// <summary>Repeat by repeat, ours / the peer's; or the peer's / ours where it is how many times faster ours is.</summary>
    public IReadOnlyList<double> Ratios { get; } = Peer == null ? [] :
        IsTimesFaster || Target?.Kind == TargetKind.TimesFaster
            ? [.. Peer.Values.Zip(Ours.Values, (peer, ours) => peer / ours)]
            : [.. Ours.Values.Zip(Peer.Values, (ours, peer) => ours / peer)];

    /// <summary>The median of <see cref="Ratios"/>; <see langword="null"/> where there are none.</summary>
    public double? Ratio => Ratios.Count == 0 ? null : Ratios.Median();

    /// <summary>Whether the target is met; <see langword="null"/> where there is none, or no peer to compare with.</summary>
    public bool? IsMet => Target switch
    {
        null => null,
        { Kind: TargetKind.AtMost or TargetKind.AtLeast } => Target.IsMetBy(Ours.Median),
        _ => Ratio is { } ratio ? Target.IsMetBy(ratio) : null,
    };
}
