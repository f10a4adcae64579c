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
        WithEnsemble(networks: 1, members: 8),
        WithEnsemble(networks: 1, members: 16),
        WithEnsemble(networks: 1, members: 32),
        WithEnsemble(networks: 5, members: 8),
        new("10 epochs", () => new() { Epochs = 10 }),
        new("50 epochs", () => new() { Epochs = 50 }),
        new("100 epochs", () => new() { Epochs = 100 }),
        new("refit on all rows", () => new() { Refit = true }),
        WithLayers("no periodic embedding", layers => layers.Where(layer => layer is not PeriodicEmbeddingLayer)),
        WithLayers("no robust scaling", layers => layers.Where(layer => layer is not RobustScalingLayer)),
        WithLayers("no dropout", layers => layers.Where(layer => layer is not DropoutLayer)),
        WithLayers("piecewise-linear encoding of 8 bins", layers => Encoded(layers, 8)),
        WithLayers("piecewise-linear encoding of 16 bins", layers => Encoded(layers, 16)),
        WithLayers("piecewise-linear encoding of 48 bins", layers => Encoded(layers, 48)),
        WithLayers("he+5", WithHePlus),
        WithLayers("piecewise-linear encoding of 16 bins, he+5", layers => WithHePlus(Encoded(layers, 16))),
        new("no decay", () => new() { Optimizer = Optimizer.Adam() }),
        new("constant rate", () => new() { LearningRateSchedule = LearningRateSchedule.Constant }),
        new("rate 1e-3", () => new() { LearningRate = 1e-3f }),
        new("batch 256", () => new() { BatchSize = 256 }),
        new("not calibrated", () => new() { Calibrate = false }),
        new("epochs by loss as it is", () => new() { EarlyStopping = new EarlyStopping(patience: 30) }),
        new("no early stopping", () => new() { EarlyStopping = null, ValidationFraction = 0, Calibrate = false }),
    ];

    /// <summary>TabM-mini: the embedded features of each member times factors of its own, and one head for each.</summary>
    private static TabularVariant WithEnsemble(int networks, int members) => new($"{networks} network{(networks == 1 ? "" : "s")} of {members} members", () =>
    {
        var options = new ActivityRegularizedTabularMlpOptions { Members = networks };
        var first = options.Layers.TakeWhile(layer => layer is not DenseLayer).Count();
        options.Layers = [.. options.Layers.Take(first), Layer.BatchEnsemble(members), .. options.Layers.Skip(first)];
        return options;
    });

    private static TabularVariant WithLayers(string name, Func<IEnumerable<Layer>, IEnumerable<Layer>> change) => new(name, () =>
    {
        var options = new ActivityRegularizedTabularMlpOptions();
        options.Layers = [.. change(options.Layers)];
        return options;
    });

    /// <summary>Bins in the place of waves.</summary>
    private static IEnumerable<Layer> Encoded(IEnumerable<Layer> layers, int bins) => layers.Where(layer => layer is not PeriodicEmbeddingLayer)
        .SelectMany(layer => layer is RobustScalingLayer ? [layer, Layer.PiecewiseLinearEncoding(bins)] : (Layer[])[layer]);

    private static IEnumerable<Layer> WithHePlus(IEnumerable<Layer> layers) =>
        layers.Select(layer => layer is DenseLayer dense ? Layer.Dense(dense.Units, dense.ActivationFunction, biasInitializer: BiasInitializer.HePlus()) : layer);
}
