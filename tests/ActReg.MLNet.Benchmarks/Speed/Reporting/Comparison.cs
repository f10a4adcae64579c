using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>Ours beside one peer.</summary>
/// <param name="What">The work.</param>
/// <param name="Ours">Measured alternately with the peer, as often.</param>
/// <param name="Peer">In the same unit; <see langword="null"/> where ours has none, or it is not installed.</param>
/// <param name="Target">What must be reached; <see langword="null"/> where the comparison is for information.</param>
internal sealed record Comparison(string What, Samples Ours, Samples? Peer = null, Target? Target = null)
{
    /// <summary>Repeat by repeat, ours / the peer's; or the peer's / ours where the target is to be so many times faster.</summary>
    public IReadOnlyList<double> Ratios { get; } = Peer == null ? [] :
        Target?.Kind == TargetKind.TimesFaster
            ? [.. Peer.Values.Zip(Ours.Values, (peer, ours) => peer / ours)]
            : [.. Ours.Values.Zip(Peer.Values, (ours, peer) => ours / peer)];

    /// <summary>The median of <see cref="Ratios"/>; NaN where there are none.</summary>
    public double Ratio => Ratios.Median();

    /// <summary>Whether the target is met; <see langword="null"/> where there is none, or no peer to compare with.</summary>
    public bool? IsMet => Target switch
    {
        null => null,
        { Kind: TargetKind.AtMost or TargetKind.AtLeast } => Target.IsMetBy(Ours.Median),
        _ => Peer == null ? null : Target.IsMetBy(Ratio),
    };
}
