namespace ActReg.MLNet;

/// <summary>What layers of a trained network ask of the other options.</summary>
internal static class PretrainedRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) =>
    [
        options is { PretrainedLayers: not null, InitialWeights: { } weights }
            ? Rule.Broken("initialWeights", "must be left out beside pretrainedLayers", $"{weights.Count} arrays") : null,
        // What else is wrong with such layers is said elsewhere.
        options.Layers?.Contains(null!) == false ? options.PretrainedLayers?.Problem(options.Layers) : null,
    ];
}
