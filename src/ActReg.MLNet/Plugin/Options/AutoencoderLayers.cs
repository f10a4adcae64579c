namespace ActReg.MLNet;

/// <summary>The layers of an autoencoder, from its options.</summary>
internal static class AutoencoderLayers
{
    /// <summary>The whole network.</summary>
    /// <param name="options">Checked ones.</param>
    /// <param name="featureCount">The features per row.</param>
    /// <exception cref="ArgumentException">Layers do not fit each other or the features; the message names the encoder's or the decoder's.</exception>
    public static NetworkPlan Plan(SparseAutoencoderOptions options, int featureCount)
    {
        var input = options.InputShape == null ? featureCount : LayerShape.OfInput(options.InputShape);
        if (input.Size != featureCount)
        {
            throw new ArgumentException(Rule.Broken(
                "inputShape", $"must have {featureCount} values, like column \"{options.InputColumnName}\"", LayerShape.Text(options.InputShape!)));
        }

        var encoded = Shape(input, options.Encoder, "encoder");
        if (encoded.Rank != 1)
            throw new ArgumentException(Rule.Broken("encoder", "must end in units, as Flatten, a global pooling or a recurrent layer's last output gives them", encoded));
        var decoded = Shape(options.CodeSize, options.Decoder, "decoder");
        Layer[] layers =
        [
            .. input.Rank == 1 ? (Layer[])[new PreBiasLayer()] : [], .. options.Encoder, new CodeLayer(options.CodeSize, options.SparsityInForce), .. options.Decoder,
            Last(input, decoded, options.TiedWeights),
        ];
        return NetworkPlanner.Plan(input, [.. layers.Select(layer => layer.WithDefault(options.KernelRegularizer))]);
    }

    /// <summary>Why layers cannot be those of an encoder or a decoder, whatever the features; <see langword="null"/> where they can.</summary>
    /// <param name="layers">The layers; none is null.</param>
    /// <param name="name">What messages call them.</param>
    /// <param name="next">What comes behind them.</param>
    /// <param name="inputRank">The rank of what they get.</param>
    /// <param name="canEndInShape">Whether they may end in a sequence or an image.</param>
    public static string? Problem(IReadOnlyList<Layer> layers, string name, string next, int inputRank, bool canEndInShape)
    {
        foreach (var (i, layer) in layers.Index())
        {
            if (layer.ReadsExactValues || layer.AdaptsToRows)
                return Rule.Broken($"{name}[{i}]", "must not read features as they are, for an autoencoder centres and scales them", layer.Kind);
            if (layer.MakesMembers)
                return Rule.Broken($"{name}[{i}]", "must not make members of an ensemble, each of which would have a code of its own: train several autoencoders", layer.Kind);
        }

        // Units that end in a flattening have the same rank in any case.
        IReadOnlyList<Layer> ending = canEndInShape ? [.. layers, Layer.Flatten()] : layers;
        var problem = LayerRanks.Problem(inputRank, ending);
        return problem == null ? null : Renamed(problem, name).Replace("the output layer", next, StringComparison.Ordinal);
    }

    private static Layer Last(LayerShape input, LayerShape decoded, bool isTied)
    {
        if (decoded.Rank == 1)
            return new DecoderLayer(isTied);
        if (decoded != input)
            throw new ArgumentException(Rule.Broken("decoder", $"must end in units, or in {input} like the features", decoded));
        return decoded is { Rank: 3, Channels: > 1 }
            ? throw new ArgumentException(Rule.Broken("decoder", "must end in units, by Flatten, where images have several channels", decoded)) : Layer.Flatten();
    }

    private static LayerShape Shape(LayerShape input, IReadOnlyList<Layer> layers, string name)
    {
        try
        {
            // A plan has to compute something, and a flattening computes nothing.
            return layers.Count == 0 ? input : NetworkPlanner.Plan(input, [.. layers, Layer.Dense(1)]).LayerShapes[^2];
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(Renamed(e.Message, name), e);
        }
    }

    private static string Renamed(string problem, string name) => problem.Replace("layers[", $"{name}[", StringComparison.Ordinal).Replace("layers must", $"{name} must", StringComparison.Ordinal);
}
