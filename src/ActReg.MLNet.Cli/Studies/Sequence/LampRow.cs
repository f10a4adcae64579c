using MathNet.Numerics.Random;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>A sequence of events, and whether the lamp, dark at first, is lit after the last one.</summary>
/// <remarks>
/// The last <see cref="LampEvent.On"/> or <see cref="LampEvent.Off"/> and the number of toggles after it tell: no event by
/// itself, and no count of events, says much. Labels have no noise, so the best possible accuracy is 1.
/// </remarks>
internal sealed class LampRow
{
    /// <summary>Of each event, in the order of <see cref="LampEvent"/>.</summary>
    public static IReadOnlyList<double> Probabilities { get; } = [0.5, 0.05, 0.05, 0.4];

    /// <summary>The numbers of the events, in the order of time.</summary>
    public float[] Events { get; init; } = [];

    public bool Label { get; init; }

    /// <summary>Events that do not depend on each other.</summary>
    public static LampRow Draw(int timesteps, RandomSource random)
    {
        var events = new float[timesteps];
        var isLit = false;
        for (var timestep = 0; timestep < timesteps; timestep++)
        {
            var next = DrawEvent(random);
            events[timestep] = (float)next;
            isLit = next switch
            {
                LampEvent.Nothing => isLit,
                LampEvent.Toggle => !isLit,
                _ => next == LampEvent.On,
            };
        }

        return new() { Events = events, Label = isLit };
    }

    private static LampEvent DrawEvent(RandomSource random)
    {
        var rest = random.NextDouble();
        var next = LampEvent.Nothing;
        while (next < LampEvent.Toggle && (rest -= Probabilities[(int)next]) >= 0)
            next++;
        return next;
    }
}
