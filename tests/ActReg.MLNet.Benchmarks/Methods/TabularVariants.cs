namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>The tabular trainer with one thing changed.</summary>
/// <param name="Name">What is changed.</param>
/// <param name="CreateOptions">New options, for any task.</param>
internal sealed record TabularVariant(string Name, Func<ActivityRegularizedTabularMlpOptions> CreateOptions);

/// <summary>What each piece of the tabular trainer adds: the same without it.</summary>
internal static class TabularVariants
{
    public static IReadOnlyList<TabularVariant> All { get; } =
    [
        new("one network", () => new() { Members = 1 }),
        new("10 networks", () => new() { Members = 10 }),
        new("refit on all rows", () => new() { Refit = true }),
        WithLayers("no periodic embedding", layer => layer is not PeriodicEmbeddingLayer),
        WithLayers("no robust scaling", layer => layer is not RobustScalingLayer),
        WithLayers("no dropout", layer => layer is not DropoutLayer),
        new("no decay", () => new() { Optimizer = Optimizer.Adam() }),
        new("constant rate", () => new() { LearningRateSchedule = LearningRateSchedule.Constant }),
        new("rate 1e-3", () => new() { LearningRate = 1e-3f }),
        new("batch 256", () => new() { BatchSize = 256 }),
        new("not calibrated", () => new() { Calibrate = false }),
        new("epochs by loss as it is", () => new() { EarlyStopping = new EarlyStopping(patience: 30) }),
        new("no early stopping", () => new() { EarlyStopping = null, ValidationFraction = 0, Calibrate = false }),
    ];

    private static TabularVariant WithLayers(string name, Func<Layer, bool> isKept) => new(name, () =>
    {
        var options = new ActivityRegularizedTabularMlpOptions();
        options.Layers = [.. options.Layers.Where(isKept)];
        return options;
    });
}
