namespace ActReg.MLNet;

/// <summary>The time that a training has, which goes by from the moment that this is made; for any number of threads.</summary>
/// <param name="limit">All of it; nothing, where it is not above 0.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TrainingTime(TimeSpan limit, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>The share that has gone by, from 0 to 1.</summary>
    public double UsedShare => limit > TimeSpan.Zero ? Math.Min(1, clock.GetElapsedTime(_start) / limit) : 1;

    /// <summary>Whether all of it has gone by.</summary>
    public bool IsOver => UsedShare >= 1;

    /// <summary>One of so many equal parts of what is left; it begins now.</summary>
    public TrainingTime Part(int count) => new((limit - clock.GetElapsedTime(_start)) / count, clock);

    /// <summary>What of it a training has that begins now and is one of several, some of which run at a time: all that are left share what is left.</summary>
    /// <param name="trainings">Those that have not begun, this one among them.</param>
    /// <param name="atATime">As many as can run side by side.</param>
    public TrainingTime OfOne(int trainings, int atATime) => Part((trainings + atATime - 1) / atATime);
}
