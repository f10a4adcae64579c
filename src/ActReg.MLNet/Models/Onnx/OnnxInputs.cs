namespace ActReg.MLNet;

/// <summary>The ONNX form of steps that read features.</summary>
internal static class OnnxInputs
{
    public static OnnxValue Add(IOnnxGraph graph, ImputationStep step, OnnxValue x, OnnxWeights weights)
    {
        var features = graph.AsRows(x).Name;
        var isMissing = graph.Add("IsNaN", [features]);
        var filled = graph.Add("Where", [isMissing, weights[step.Median], features]);
        if (step.Indicators.Count > 0)
        {
            var missing = graph.Columns(graph.Cast(isMissing, OnnxElement.Float), [.. step.Indicators]);
            filled = graph.Add("Concat", [filled, missing], ("axis", 1));
        }

        return new(filled, step.Shape, OnnxLayout.Rows);
    }

    public static OnnxValue Add(IOnnxGraph graph, RobustScalingStep step, OnnxValue x, OnnxWeights weights)
    {
        var features = graph.AsRows(x);
        var scaled = graph.Add("Mul", [graph.Add("Sub", [features.Name, weights[step.Center]]), weights[step.Factor]]);
        if (float.IsFinite(step.Bound))
        {
            var share = graph.Add("Mul", [scaled, graph.Constant(1 / step.Bound)]);
            var square = graph.Add("Add", [graph.Add("Mul", [share, share]), graph.Constant(1f)]);
            scaled = graph.Add("Div", [scaled, graph.Add("Sqrt", [square])]);
        }

        if (step.Unscaled.Count > 0)
        {
            var isUnscaled = new bool[step.Size];
            foreach (var block in step.Unscaled)
                isUnscaled.AsSpan(block.First, block.Count).Fill(true);
            scaled = graph.Add("Where", [graph.Constant(isUnscaled, step.Size), features.Name, scaled]);
        }

        return features.With(scaled) with { Shape = step.Shape };
    }

    public static OnnxValue Add(IOnnxGraph graph, PiecewiseLinearEncodingStep step, OnnxValue x, OnnxWeights weights)
    {
        var (least, most) = step.Bins.Limits();
        var features = graph.Columns(graph.AsRows(x).Name, step.Bins.Features());
        var shares = graph.Add("Mul", [graph.Add("Sub", [features, weights[step.Lower]]), weights[step.Factor]]);
        var bounded = graph.Add("Min", [graph.Add("Max", [shares, graph.Constant(least, step.Size)]), graph.Constant(most, step.Size)]);
        return new(bounded, step.Shape, OnnxLayout.Rows);
    }

    /// <summary>Some columns of [rows, columns], in the order given.</summary>
    public static string Columns(this IOnnxGraph graph, string rows, IReadOnlyList<int> columns) =>
        graph.Add("Gather", [rows, graph.Constant([.. columns.Select(column => (long)column)])], ("axis", 1));

    /// <summary>The same values as numbers of another kind.</summary>
    public static string Cast(this IOnnxGraph graph, string values, OnnxElement element) => graph.Add("Cast", [values], ("to", (long)element));
}
