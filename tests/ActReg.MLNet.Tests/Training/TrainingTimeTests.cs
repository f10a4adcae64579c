using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class TrainingTimeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [TestMethod]
    public void Goes_by_from_the_moment_it_is_made()
    {
        var clock = new ManualClock();
        clock.Advance(TimeSpan.FromSeconds(5));
        var time = new TrainingTime(Limit, clock);
        Assert.AreEqual(0, time.UsedShare);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.AreEqual(0.25, time.UsedShare, 1e-12);
        Assert.IsFalse(time.IsOver);
        var half = time.Part(2);
        Assert.AreEqual(0, half.UsedShare);
        clock.Advance(TimeSpan.FromSeconds(22.5));
        Assert.IsTrue(half.IsOver);
        Assert.IsFalse(time.IsOver);
        clock.Advance(TimeSpan.FromSeconds(22.5));
        Assert.IsTrue(time.IsOver);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(1, time.UsedShare);
        Assert.IsTrue(time.Part(1).IsOver, "of nothing, nothing is left");
    }

    [TestMethod]
    public void Trainings_that_all_run_at_once_have_all_of_it()
    {
        var clock = new ManualClock();
        var all = new TrainingTime(Limit, clock);
        TrainingTime[] shares = [.. new[] { 3, 2, 1 }.Select(left => all.OfOne(left, atATime: 3))];
        clock.Advance(Limit - TimeSpan.FromSeconds(1));
        Assert.IsFalse(shares.Any(share => share.IsOver));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsTrue(shares.All(share => share.IsOver));
    }

    /// <summary>Trainings run on cores, the next one wherever one ends; each uses what it is given.</summary>
    [TestMethod]
    public void Trainings_that_take_turns_each_have_some_and_end_when_it_is_over() => Gen.Select(Gen.Int[1, 12], Gen.Int[1, 8]).Sample((trainings, cores) =>
    {
        var clock = new ManualClock();
        var all = new TrainingTime(Limit, clock);
        var running = new PriorityQueue<int, double>();
        double now = 0, last = 0;
        for (var i = 0; i < trainings; i++)
        {
            if (running.Count == cores)
            {
                running.TryDequeue(out _, out var end);
                clock.Advance(TimeSpan.FromSeconds(end - now));
                now = end;
            }

            var share = SecondsOf(all.OfOne(trainings - i, cores), clock);
            Assert.IsGreaterThan(0.9 * Limit.TotalSeconds / ((trainings + cores - 1) / cores), share);
            running.Enqueue(i, now + share);
            last = Math.Max(last, now + share);
        }

        Assert.AreEqual(Limit.TotalSeconds, last, 1e-3);
    }, threads: 1);

    /// <summary>How long it is, by a clock that is put back.</summary>
    private static double SecondsOf(TrainingTime time, ManualClock clock)
    {
        var second = TimeSpan.FromSeconds(1);
        clock.Advance(second);
        var share = time.UsedShare;
        clock.Advance(-second);
        return share == 1 ? 0 : 1 / share;
    }
}
