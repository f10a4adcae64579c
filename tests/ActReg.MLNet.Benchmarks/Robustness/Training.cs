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
        ByUpdates(way: 0.16, rows: 0.4, epochs: 1), ByUpdates(way: 0.32, rows: 0.4, epochs: 1), ByUpdates(way: 0.64, rows: 0.4, epochs: 1),
        ByUpdates(way: 0.5, rows: 0.3, epochs: 1), ByUpdates(way: 0.73, rows: 0.4, epochs: 1.2), ByUpdates(way: 1.65, rows: 0.4, epochs: 1.4),
        ByUpdates(way: 0.46, rows: 0.5, epochs: 1.2),
    ];

    /// <summary>Keras's way: whatever the rows.</summary>
    private static Training Fixed(float rate) => new($"rate {rate}", (options, _, _) => options.LearningRate = rate);

    /// <summary>The default rule with other constants.</summary>
    private static Training ByUpdates(double way, double rows, double epochs) =>
        new(FormattableString.Invariant($"{way} rows^{rows} / (batches epochs^{epochs})"), (options, rowCount, epochCount) =>
        {
            var batchSize = Math.Clamp(rowCount / 16, 4, 32);
            var batches = Math.Ceiling(rowCount / (double)batchSize);
            options.BatchSize = batchSize;
            options.LearningRate = (float)Math.Clamp(way * Math.Pow(rowCount, rows) / (batches * Math.Pow(epochCount, epochs)), 1e-5, 1e-2);
            options.LearningRateSchedule = LearningRateSchedule.Cosine();
        });
}
