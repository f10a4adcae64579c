namespace ActReg.MLNet;

/// <summary>What the weights to start from must be, whatever the network.</summary>
internal static class InitialWeightRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) => (options.InitialWeights ?? []).Select(Of);

    private static string? Of(WeightTensor? weight, int index)
    {
        var name = $"initialWeights[{index}]";
        if (weight?.Shape == null || weight.Values == null)
            return Rule.Broken(name, "must have a shape and values", "null");
        var wrong = Array.FindIndex(weight.Values, value => !float.IsFinite(value));
        return wrong < 0 ? null : Rule.Broken($"{name}.values[{wrong}]", "must be finite", weight.Values[wrong]);
    }
}
