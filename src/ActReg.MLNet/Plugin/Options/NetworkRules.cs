namespace ActReg.MLNet;

/// <summary>What the layers of a network ask of each other, of the features and of the engine.</summary>
internal static class NetworkRules
{
    /// <summary>The rules, as far as they can be known before any data.</summary>
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options)
    {
        var shape = options.FeatureShape;
        var shapeProblem = shape == null ? null : LayerShape.InputProblem(shape);
        if (options.Layers == null || options.Layers.Any(layer => layer == null))
        {
            return
            [
                shapeProblem, Rule.Present(options.Layers, "layers"),
                .. (options.Layers ?? []).Select((layer, i) => Rule.Present(layer, $"layers[{i}]")),
            ];
        }

        return
        [
            shapeProblem ?? Fit(shape, options.Layers), TorchOnly.Problem(TorchOnly.In(options.Layers), options.Engine),
        ];
    }

    /// <summary>The first layer that does not fit; <see langword="null"/> where all may.</summary>
    private static string? Fit(IReadOnlyList<int>? shape, IReadOnlyList<Layer> layers)
    {
        if (shape == null)
            return LayerRanks.Problem(inputRank: 1, layers);
        try
        {
            // The output layer has as many outputs as the label asks for, and fits whatever their number.
            NetworkPlan.Create(LayerShape.OfInput(shape), [.. layers, Layer.Dense(1)]);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
