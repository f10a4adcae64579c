namespace ActReg.MLNet;

/// <summary>The ONNX form of what ML.NET's multiclass scorer adds to probabilities.</summary>
internal static class PredictedKeys
{
    /// <summary>The key of the most probable class, of which equal ones the first, as ML.NET has keys in ONNX: [rows, 1], from 1; 0 where a row has no scores.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="probabilities">[rows, classes].</param>
    public static string Add(IOnnxGraph graph, string probabilities)
    {
        var most = graph.Add("ReduceMax", [probabilities], ("axes", [1]), ("keepdims", 1));
        var isScored = graph.Cast(graph.Add("Not", [graph.Add("IsNaN", [most])]), OnnxElement.Int64);
        var place = graph.Add("ArgMax", [probabilities], ("axis", 1), ("keepdims", 1));
        return graph.Cast(graph.Add("Mul", [graph.Add("Add", [place, graph.Constant([1])]), isScored]), OnnxElement.UInt32);
    }
}
