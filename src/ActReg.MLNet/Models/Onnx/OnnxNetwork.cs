namespace ActReg.MLNet;

/// <summary>Writes a trained network into an ONNX graph.</summary>
internal static class OnnxNetwork
{
    /// <summary>What a network scores, but for a softmax.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">The network.</param>
    /// <param name="features">[rows, features].</param>
    /// <returns>What the network puts out, [rows, outputs]: scores in the labels' own units, or logits. NaN of rows that cannot be read.</returns>
    public static string AddScores(IOnnxGraph graph, TrainedNetwork network, string features)
    {
        var (read, window) = Read(graph, network, features);
        var outputs = AddSteps(graph, network, read, network.Plan.Steps.Count)[^1];
        var scores = OnnxScores.Add(graph, network, graph.AsRows(outputs).Name, window);
        return read.Guard(scores, network.Plan.OutputSize);
    }

    /// <summary>What a layer puts out, [rows, values]; NaN of rows that cannot be read.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">The network.</param>
    /// <param name="layer">The layer's index.</param>
    /// <param name="features">[rows, features].</param>
    public static string AddActivations(IOnnxGraph graph, TrainedNetwork network, int layer, string features)
    {
        var (read, _) = Read(graph, network, features);
        var outputs = AddSteps(graph, network, read, network.Plan.Steps.Count(step => step.LayerIndex <= layer))[^1];
        return read.Guard(graph.AsRows(outputs).Name, network.Plan.LayerShapes[layer].Size);
    }

    /// <summary>What an autoencoder's code is, [rows, units], and what it puts out, [rows, features].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">The network.</param>
    /// <param name="code">The code's layer.</param>
    /// <param name="features">What it reads.</param>
    public static (string Code, string Outputs) AddCode(IOnnxGraph graph, TrainedNetwork network, int code, OnnxFeatures features)
    {
        var values = AddSteps(graph, network, features, network.Plan.Steps.Count);
        return (Rows(network.Plan.Steps.Count(step => step.LayerIndex <= code)), Rows(network.Plan.Steps.Count));

        string Rows(int count) => graph.AsRows(values[count]).Name;
    }

    private static (OnnxFeatures Features, OnnxWindow? Window) Read(IOnnxGraph graph, TrainedNetwork network, string features)
    {
        graph.Scope = "features";
        var window = network.Window is { } series ? new OnnxWindow(graph, series, features, network.Plan.InputSize) : null;
        return (OnnxFeatures.Add(graph, network.Plan, features, window?.Features ?? features), window);
    }

    /// <summary>What there is before the first step, and after each of so many.</summary>
    private static List<OnnxValue> AddSteps(IOnnxGraph graph, TrainedNetwork network, OnnxFeatures features, int count)
    {
        var plan = network.Plan;
        var weights = new OnnxWeights(graph, network);
        var names = LayerNames.Of(plan);
        var mask = plan.FeatureMask is { } timesteps ? new OnnxMask(graph, timesteps, features.Values, plan.InputSize / timesteps.Features) : null;
        var values = new List<OnnxValue> { new(features.Values, plan.Input, OnnxLayout.Rows) };
        for (var i = 0; i < count; i++)
        {
            graph.Scope = names[plan.Steps[i].LayerIndex];
            values.Add(graph.Add(plan.Steps[i], values[i], features, plan.InputMask(i) == null ? null : mask, weights));
        }

        graph.Scope = "output";
        return values;
    }
}
