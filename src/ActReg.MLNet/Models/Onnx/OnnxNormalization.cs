namespace ActReg.MLNet;

/// <summary>The ONNX form of normalization.</summary>
internal static class OnnxNormalization
{
    public static OnnxValue Add(IOnnxGraph graph, BatchNormStep step, OnnxValue x, OnnxWeights weights)
    {
        var places = step.Places;
        var value = graph.ByChannels(step.Shape, x);
        // Runtimes fold it into the convolution before.
        if (value.Layout == OnnxLayout.ChannelsFirst)
        {
            return value.With(graph.Add(
                "BatchNormalization", [value.Name, weights[places.Gamma], weights[places.Beta], weights[places.MovingMean], weights[places.MovingVariance]],
                ("epsilon", step.Epsilon)));
        }

        // The mean first: of features far from 0, a product less a product would leave little but rounding.
        var scales = weights.Of(places.Gamma).Values.Zip(weights.Of(places.MovingVariance).Values, (gamma, variance) => gamma / MathF.Sqrt(variance + step.Epsilon));
        var scaled = graph.Add("Mul", [graph.Add("Sub", [value.Name, weights[places.MovingMean]]), graph.Constant([.. scales], step.Shape.Channels)]);
        return value.With(graph.Add("Add", [scaled, weights[places.Beta]]));
    }

    /// <summary>In the order that runtimes know and fuse.</summary>
    public static OnnxValue Add(IOnnxGraph graph, LayerNormStep step, OnnxValue x, OnnxWeights weights)
    {
        var value = graph.ByChannels(step.Shape, x);
        if (value.Layout == OnnxLayout.ChannelsFirst)
            value = graph.AsPlaces(value);
        var deviation = graph.Add("Sub", [value.Name, Mean(value.Name)]);
        var variance = Mean(graph.Add("Pow", [deviation, graph.Constant(2f)]));
        var spread = graph.Add("Sqrt", [graph.Add("Add", [variance, graph.Constant(step.Epsilon)])]);
        var scaled = graph.Add("Mul", [graph.Add("Div", [deviation, spread]), weights[step.Places.Gamma]]);
        return value.With(graph.Add("Add", [scaled, weights[step.Places.Beta]]));

        string Mean(string values) => graph.Add("ReduceMean", [values], ("axes", [-1]), ("keepdims", 1));
    }
}
