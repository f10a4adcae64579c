using ActReg.MLNet.Benchmarks.Speed.Measuring;

namespace ActReg.MLNet.Benchmarks.Big;

/// <summary>The benchmarks' clock for time limits: where others use the machine, they are of processor time, too.</summary>
internal sealed class BigClock : TimeProvider
{
    public static BigClock Instance { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(Clock.Seconds * TimeSpan.TicksPerSecond);
}
