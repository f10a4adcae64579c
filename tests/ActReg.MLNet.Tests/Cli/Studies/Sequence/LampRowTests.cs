using ActReg.MLNet.Cli.Sequence;
using MathNet.Numerics.Random;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>Tolerances are of 4.9 standard errors: each figure has a false-alarm rate of 1e-6, and the seed is fixed.</summary>
[TestClass]
public sealed class LampRowTests
{
    private const double Deviations = 4.9;

    private static LampRow[] Draw(int count, int timesteps)
    {
        var random = new MersenneTwister(1, threadSafe: false);
        return [.. Enumerable.Range(0, count).Select(_ => LampRow.Draw(timesteps, random))];
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(30)]
    public void The_last_on_or_off_and_the_number_of_toggles_after_it_tell_the_label(int timesteps)
    {
        foreach (var row in Draw(5000, timesteps))
        {
            var events = row.Events.Select(number => (LampEvent)number).ToList();
            var last = events.FindLastIndex(each => each is LampEvent.On or LampEvent.Off);
            var before = last >= 0 && events[last] == LampEvent.On;
            var toggles = events.Skip(last + 1).Count(each => each == LampEvent.Toggle);
            Assert.AreEqual(before ^ (toggles % 2 == 1), row.Label, string.Join(' ', events));
        }
    }

    /// <summary>
    /// Of lamps of which a share p is lit, the next event leaves p' = on + toggle + p (1 - on - off - 2 toggle) lit.
    /// </summary>
    [TestMethod]
    [DataRow(1, 0.45)]
    [DataRow(2, 0.495)]
    [DataRow(20, 0.5)]
    public void As_many_lamps_are_lit_as_the_closed_form_says(int timesteps, double rounded)
    {
        const int Count = 400_000;
        var (on, off, toggle) = (LampRow.Probabilities[1], LampRow.Probabilities[2], LampRow.Probabilities[3]);
        var memory = 1 - on - off - 2 * toggle;
        var closedForm = (on + toggle) / (1 - memory) * (1 - Math.Pow(memory, timesteps));
        Assert.AreEqual(rounded, closedForm, 1e-9);
        var share = Draw(Count, timesteps).Count(row => row.Label) / (double)Count;
        Assert.AreEqual(closedForm, share, Deviations * Math.Sqrt(0.25 / Count));
    }

    [TestMethod]
    public void Events_are_as_frequent_as_stated_at_every_timestep()
    {
        const int Count = 100_000;
        var rows = Draw(Count, 3);
        Assert.AreEqual(1, LampRow.Probabilities.Sum(), 1e-12);
        for (var timestep = 0; timestep < 3; timestep++)
        {
            foreach (var each in Enum.GetValues<LampEvent>())
            {
                var probability = LampRow.Probabilities[(int)each];
                var share = rows.Count(row => row.Events[timestep] == (float)each) / (double)Count;
                Assert.AreEqual(probability, share, Deviations * Math.Sqrt(probability * (1 - probability) / Count), $"{each}");
            }
        }
    }

    /// <summary>Of neighbors, both are on with on², and so on.</summary>
    [TestMethod]
    public void Events_do_not_depend_on_those_before()
    {
        const int Count = 200_000;
        var rows = Draw(Count, 2);
        foreach (var first in Enum.GetValues<LampEvent>())
        {
            foreach (var second in Enum.GetValues<LampEvent>())
            {
                var probability = LampRow.Probabilities[(int)first] * LampRow.Probabilities[(int)second];
                var share = rows.Count(row => row.Events.SequenceEqual([(float)first, (float)second])) / (double)Count;
                Assert.AreEqual(
                    probability, share, Deviations * Math.Sqrt(probability * (1 - probability) / Count), $"{first} {second}");
            }
        }
    }
}
