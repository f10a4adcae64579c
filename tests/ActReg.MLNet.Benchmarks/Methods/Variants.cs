namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>The defaults with one thing added.</summary>
/// <param name="Name">What is added.</param>
/// <param name="CreateOptions">New options, for any task.</param>
internal sealed record Variant(string Name, Func<ActivityRegularizedMlpOptions> CreateOptions);

/// <summary>What could be added to the defaults.</summary>
internal static class Variants
{
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("early stopping", () => new() { EarlyStopping = new(), ValidationFraction = 0.1f }),
        new("weight decay 0.1", () => new() { Optimizer = Optimizer.AdamW(0.1) }),
        new("weight decay 1", () => new() { Optimizer = Optimizer.AdamW(1) }),
        new("kernel L2 1e-3", () => new() { KernelRegularizer = KernelRegularizer.L2(1e-3f) }),
        new("dropout 0.5", () => new() { Layers = [.. new ActivityRegularizedMlpOptions().Layers, Layer.Dropout(0.5f)] }),
        Penalty("L1 1e-4 before ReLU", ActivityRegularizer.L1(1e-4f), ActivityPlacement.PreActivation),
        Penalty("L1 1e-4 after ReLU", ActivityRegularizer.L1(1e-4f), ActivityPlacement.PostActivation),
        Penalty("L1 1e-3 before ReLU", ActivityRegularizer.L1(1e-3f), ActivityPlacement.PreActivation),
        Penalty("L1 1e-3 after ReLU", ActivityRegularizer.L1(1e-3f), ActivityPlacement.PostActivation),
        Penalty("L2 1e-3 before ReLU", ActivityRegularizer.L2(1e-3f), ActivityPlacement.PreActivation),
        Penalty("L2 1e-3 after ReLU", ActivityRegularizer.L2(1e-3f), ActivityPlacement.PostActivation),
    ];

    private static Variant Penalty(string name, ActivityRegularizer regularizer, ActivityPlacement placement) =>
        new(name, () => MlpArguments.ToOptions(
            "Label", "Features", exampleWeightColumnName: null, hiddenUnits: null, regularizer, placement,
            ActivityRegularizedMlpOptions.DefaultEpochs, batchSize: null, learningRate: null));
}
