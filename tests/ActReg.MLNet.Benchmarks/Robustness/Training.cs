namespace ActReg.MLNet.Benchmarks.Robustness;

/// <summary>How to train a network of some shape for some epochs on some rows.</summary>
/// <param name="Name">What the rule is called.</param>
/// <param name="Options">Fills in what is not the shape or the epochs, from the rows and epochs.</param>
internal sealed record Training(string Name, Action<ActivityRegularizedMlpOptions, int, int> Options)
{
    public static IReadOnlyList<Training> All { get; } =
    [
        new("by default", (_, _, _) => { }),
        Fixed(3e-4f), Fixed(1e-3f), Fixed(3e-3f), Fixed(1e-2f),
        new("3e-3 cosine", (options, _, _) => { options.LearningRate = 3e-3f; options.LearningRateSchedule = LearningRateSchedule.Cosine(); }),
        new("1e-2 cosine", (options, _, _) => { options.LearningRate = 1e-2f; options.LearningRateSchedule = LearningRateSchedule.Cosine(); }),
        .. from way in new[] { 0.25, 0.5, 1 }
           from power in new[] { 0.75, 1 }
           select ByUpdates(way, power),
    ];

    /// <summary>Keras's way: whatever the rows.</summary>
    private static Training Fixed(float rate) => new($"rate {rate}", (options, _, _) => options.LearningRate = rate);

    /// <summary>The default rule with other constants, where the rate falls with a power of the updates that is 1 at a thousand of them.</summary>
    private static Training ByUpdates(double way, double power) =>
        new(FormattableString.Invariant($"way {way}, power {power}"), (options, rows, epochs) =>
        {
            options.BatchSize = Math.Clamp(rows / 16, 4, 32);
            var updates = epochs * Math.Ceiling(rows / (double)options.BatchSize);
            options.LearningRate = (float)Math.Clamp(way * Math.Pow(rows, 0.3) / 1000 * Math.Pow(updates / 1000, -power), 1e-5, 1e-2);
            options.LearningRateSchedule = LearningRateSchedule.Cosine();
        });
}
