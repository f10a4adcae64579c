namespace ActReg.MLNet;

/// <summary>The ONNX form of steps that keep some values.</summary>
internal static class OnnxSelection
{
    /// <summary>Each row's largest values, and 0 elsewhere; of equal ones the first.</summary>
    public static OnnxValue Add(IOnnxGraph graph, TopKStep step, OnnxValue x)
    {
        graph.Require(11);
        var value = graph.As(step.Shape, x);
        var largest = graph.AddOf(2, "TopK", [value.Name, graph.Constant([step.K])], ("axis", 1));
        var zeros = graph.Add("Mul", [value.Name, graph.Constant(0f)]);
        return value.With(graph.Add("ScatterElements", [zeros, largest[1], largest[0]], ("axis", 1)));
    }

    /// <summary>Positive values that are not below the threshold.</summary>
    public static OnnxValue Add(IOnnxGraph graph, BatchTopKStep step, OnnxValue x, OnnxWeights weights)
    {
        var value = graph.As(step.Shape, x);
        var isBelow = graph.Add("Less", [value.Name, weights[step.Threshold]]);
        var isPositive = graph.Add("Greater", [value.Name, graph.Constant(0f)]);
        return value.With(graph.Add("Where", [graph.Add("And", [graph.Add("Not", [isBelow]), isPositive]), value.Name, graph.Constant(0f)]));
    }

    /// <summary>Values above their unit's threshold.</summary>
    public static OnnxValue Add(IOnnxGraph graph, JumpReluStep step, OnnxValue x, OnnxWeights weights)
    {
        var value = graph.As(step.Shape, x);
        return value.With(graph.Add("Where", [graph.Add("Greater", [value.Name, weights[step.Threshold]]), value.Name, graph.Constant(0f)]));
    }
}
