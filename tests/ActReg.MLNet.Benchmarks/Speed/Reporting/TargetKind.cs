using System.Text.Json.Serialization;

namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>What a target bounds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetKind>))]
internal enum TargetKind
{
    /// <summary>The peer's time divided by ours, from below.</summary>
    TimesFaster,

    /// <summary>Our time divided by the peer's, from above.</summary>
    TimesAsLong,

    /// <summary>Our own figure, from above.</summary>
    AtMost,

    /// <summary>Our own figure, from below.</summary>
    AtLeast,
}
