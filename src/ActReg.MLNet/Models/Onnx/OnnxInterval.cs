namespace ActReg.MLNet;

/// <summary>The ONNX form of <see cref="ConformalMargin.Widen"/>.</summary>
internal static class OnnxInterval
{
    // More than from one number to the next, relative to it.
    private const float Ulp = 1.2e-7f;

    /// <summary>The bounds, each [rows, 1].</summary>
    /// <remarks>Rounded outwards, perhaps by one number more than elsewhere: ONNX has no next number.</remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="scores">[rows, scores], the first and the last of which are the bounds.</param>
    /// <param name="count">How many scores there are.</param>
    /// <param name="margin">By how much both move outwards.</param>
    public static (string Lower, string Upper) Add(IOnnxGraph graph, string scores, int count, double margin)
    {
        var moved = graph.Constant(margin);
        var low = graph.Add("Sub", [graph.Cast(graph.Columns(scores, [0]), OnnxElement.Double), moved]);
        var high = graph.Add("Add", [graph.Cast(graph.Columns(scores, [count - 1]), OnnxElement.Double), moved]);
        var middle = graph.Cast(graph.Add("Mul", [graph.Add("Add", [low, high]), graph.Constant(0.5)]), OnnxElement.Float);
        var isCrossed = graph.Add("Greater", [low, high]);
        return (graph.Add("Where", [isCrossed, middle, Outwards(low, "Sub", "Greater")]), graph.Add("Where", [isCrossed, middle, Outwards(high, "Add", "Less")]));

        string Outwards(string bound, string move, string isInwards)
        {
            var rounded = graph.Cast(bound, OnnxElement.Float);
            var next = graph.Add(move, [rounded, graph.Add("Mul", [graph.Add("Abs", [rounded]), graph.Constant(Ulp)])]);
            return graph.Add("Where", [graph.Add(isInwards, [graph.Cast(rounded, OnnxElement.Double), bound]), next, rounded]);
        }
    }
}
