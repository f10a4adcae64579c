namespace ActReg.MLNet.Tests;

/// <summary>A clock that stands still until it is moved; or, asked for the time, goes on by so much each time.</summary>
/// <param name="step">By how much.</param>
internal sealed class ManualClock(TimeSpan step = default) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, step.Ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
