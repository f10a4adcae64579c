namespace ActReg.MLNet;

/// <summary>What an ONNX graph finds out of the features before any step: which rows cannot be read.</summary>
internal sealed class OnnxFeatures
{
    /// <summary>More zeros than so many are not worth a node less.</summary>
    private const int MostZeros = 1 << 14;

    private readonly IOnnxGraph _graph;
    private readonly string _read;
    private readonly int _count;

    private OnnxFeatures(IOnnxGraph graph, string values, string read, int count, string? canBeRead)
    {
        (_graph, Values, _read, _count, CanBeRead) = (graph, values, read, count, canBeRead);
    }

    /// <summary>The features as the network gets them, [rows, features].</summary>
    public string Values { get; }

    /// <summary>Whether each is a number that the embedding knows; <see langword="null"/> without an embedding.</summary>
    public string? CanBeRead { get; }

    /// <param name="graph">The graph.</param>
    /// <param name="plan">The network.</param>
    /// <param name="features">[rows, features].</param>
    /// <param name="values">The same as the network gets them.</param>
    public static OnnxFeatures Add(IOnnxGraph graph, NetworkPlan plan, string features, string values)
    {
        if (plan.Features.Count is { } numbers)
        {
            var isInside = graph.Add("And",
                [graph.Add("Not", [graph.Add("Less", [features, graph.Constant(0f)])]), graph.Add("Less", [features, graph.Constant((float)numbers)])]);
            graph.Require(11);
            var canBeRead = graph.Add("And", [isInside, graph.Add("Equal", [features, graph.Add("Floor", [features])])]);
            return new(graph, values, graph.Add("Where", [canBeRead, graph.Constant(0f), graph.Constant(float.NaN)]), plan.InputSize, canBeRead);
        }

        var read = plan.Features.MayBeMissing ? graph.Add("Where", [graph.Add("IsNaN", [features]), graph.Constant(0f), features]) : features;
        return new(graph, values, read, plan.InputSize, null);
    }

    /// <summary>The same values, NaN where a row cannot be read: 0 times what is not finite is that.</summary>
    /// <param name="values">[rows, units].</param>
    /// <param name="units">How many there are.</param>
    public string Guard(string values, int units)
    {
        // One node, where a product of its own and a sum would be two.
        if ((long)_count * units <= MostZeros)
            return _graph.Add("Gemm", [_read, Zeros(units), values]);
        return _graph.Add("Add", [values, _graph.Add("MatMul", [_read, Zeros(1)])]);
    }

    private string Zeros(int units) => _graph.Constant(new float[_count * units], _count, units);
}
