namespace ActReg.MLNet;

/// <summary>The ONNX form of <see cref="CategoryGetter"/>.</summary>
internal static class OnnxCategories
{
    /// <summary>What a column adds to the features, [rows, slots].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="source">The column.</param>
    /// <param name="bagMode">What becomes of vectors of keys.</param>
    public static string Add(ContextGraph graph, CategorySource source, BagMode bagMode)
    {
        var values = graph.Column(source.Column.Name);
        if (!source.IsKey)
            return graph.Rows(values, source.Width);
        graph.Require(11);
        var keys = graph.Cast(values, OnnxElement.Int64);
        // One that is out of range is missing, as for ML.NET.
        var known = graph.Add("Where", [graph.Add("Less", [keys, graph.Constant([source.Width])]), keys, graph.Constant([0])]);
        var all = graph.Constant([.. Enumerable.Range(0, source.Width).Select(key => (long)key)]);
        if (!source.IsBag)
            return graph.Cast(graph.Add("Equal", [known, all]), OnnxElement.Float);
        var each = graph.Cast(graph.Add("Equal", [graph.Add("Unsqueeze", [known], ("axes", [2])), all]), OnnxElement.Float);
        return graph.Add(bagMode == BagMode.Sum ? "ReduceSum" : "ReduceMean", [each], ("axes", [1]), ("keepdims", 0));
    }
}
