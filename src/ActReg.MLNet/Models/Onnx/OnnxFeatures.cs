namespace ActReg.MLNet;

/// <summary>What an ONNX graph finds out of the features before any step: which rows cannot be read.</summary>
internal sealed class OnnxFeatures
{
    private OnnxFeatures(string values, string guard, string? canBeRead) => (Values, Guard, CanBeRead) = (values, guard, canBeRead);

    /// <summary>The features as the network gets them, [rows, features].</summary>
    public string Values { get; }

    /// <summary>[rows, 1]: 0, or NaN where a row cannot be read.</summary>
    public string Guard { get; }

    /// <summary>Whether each is a number that the embedding knows; <see langword="null"/> without an embedding.</summary>
    public string? CanBeRead { get; }

    /// <param name="graph">The graph.</param>
    /// <param name="domain">What features may be.</param>
    /// <param name="features">[rows, features].</param>
    /// <param name="values">The same as the network gets them.</param>
    public static OnnxFeatures Add(IOnnxGraph graph, FeatureDomain domain, string features, string values)
    {
        if (domain.Count is { } count)
        {
            var isInside = graph.Add("And",
                [graph.Add("Not", [graph.Add("Less", [features, graph.Constant(0f)])]), graph.Add("Less", [features, graph.Constant((float)count)])]);
            graph.Require(11);
            var canBeRead = graph.Add("And", [isInside, graph.Add("Equal", [features, graph.Add("Floor", [features])])]);
            return new(values, Sum(graph, graph.Add("Where", [canBeRead, graph.Constant(0f), graph.Constant(float.NaN)])), canBeRead);
        }

        // 0 times what is not finite is NaN.
        var read = domain.MayBeMissing ? graph.Add("Where", [graph.Add("IsNaN", [features]), graph.Constant(0f), features]) : features;
        return new(values, Sum(graph, graph.Add("Mul", [read, graph.Constant(0f)])), null);
    }

    private static string Sum(IOnnxGraph graph, string values) => graph.Add("ReduceSum", [values], ("axes", [1]), ("keepdims", 1));
}
