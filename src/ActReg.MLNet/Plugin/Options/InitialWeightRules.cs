namespace ActReg.MLNet;

/// <summary>What the weights to start from must be, as far as it can be known before any data.</summary>
internal static class InitialWeightRules
{
    public static IEnumerable<string?> Of(TrainingOptions options) => (options.InitialWeights ?? []).Select(Of);

    private static string? Of(WeightTensor? weight, int index)
    {
        var name = $"initialWeights[{index}]";
        if (weight?.Shape == null || weight.Values == null)
            return Rule.Broken(name, "must have a shape and values", "null");
        var wrong = Array.FindIndex(weight.Values, value => !float.IsFinite(value));
        return wrong < 0 ? null : Rule.Broken($"{name}.values[{wrong}]", "must be finite", weight.Values[wrong]);
    }
}
