namespace ActReg.MLNet;

/// <summary>What the weights to start from must be, as far as it can be known before any data.</summary>
internal static class InitialWeightRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) =>
    [
        .. (options.InitialWeights ?? []).Select(Of),
        options is { PretrainedLayers: not null, InitialWeights: { } weights }
            ? Rule.Broken("initialWeights", "must be left out beside pretrainedLayers", $"{weights.Count} arrays") : null,
        // What else is wrong with such layers is said elsewhere.
        options.Layers?.Contains(null!) == false ? options.PretrainedLayers?.Problem(options.Layers) : null,
    ];

    private static string? Of(WeightTensor? weight, int index)
    {
        var name = $"initialWeights[{index}]";
        if (weight?.Shape == null || weight.Values == null)
            return Rule.Broken(name, "must have a shape and values", "null");
        var wrong = Array.FindIndex(weight.Values, value => !float.IsFinite(value));
        return wrong < 0 ? null : Rule.Broken($"{name}.values[{wrong}]", "must be finite", weight.Values[wrong]);
    }
}
