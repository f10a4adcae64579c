namespace ActReg.MLNet;

/// <summary>A network's weights as an ONNX graph's constants, each where it is first asked for.</summary>
/// <param name="graph">The graph.</param>
/// <param name="network">The network.</param>
internal sealed class OnnxWeights(IOnnxGraph graph, TrainedNetwork network)
{
    private readonly Dictionary<WeightPlace, string> _constants = [];

    /// <summary>The name of an array, in its own shape.</summary>
    public string this[WeightPlace place]
    {
        get
        {
            if (_constants.TryGetValue(place, out var name))
                return name;
            var weight = Of(place);
            return _constants[place] = graph.Constant(weight.Values, [.. weight.Shape]);
        }
    }

    /// <summary>The name of an array in another shape.</summary>
    public string Shaped(WeightPlace place, params long[] shape) => graph.Constant(Of(place).Values, shape);

    /// <summary>The array.</summary>
    public WeightTensor Of(WeightPlace place) => network.Weights[network.Plan.IndexOf(place)];
}
