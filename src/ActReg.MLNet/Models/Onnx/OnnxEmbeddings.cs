namespace ActReg.MLNet;

/// <summary>The ONNX form of embeddings.</summary>
internal static class OnnxEmbeddings
{
    /// <remarks>A feature that is none of the numbers is taken for 0; the row scores NaN whatever is computed of it.</remarks>
    public static OnnxValue Add(IOnnxGraph graph, EmbeddingStep step, OnnxValue x, OnnxFeatures features, OnnxWeights weights)
    {
        var number = graph.Cast(graph.Add("Where", [features.CanBeRead!, graph.AsRows(x).Name, graph.Constant(0f)]), OnnxElement.Int64);
        return new(graph.Add("Gather", [weights[step.Embeddings], number], ("axis", 0)), step.Shape, OnnxLayout.Places);
    }

    public static OnnxValue Add(IOnnxGraph graph, CategoryEmbeddingStep step, OnnxValue x, OnnxWeights weights)
    {
        var features = graph.AsRows(x).Name;
        var isPassed = Enumerable.Repeat(true, x.Shape.Size).ToArray();
        foreach (var block in step.Blocks)
            isPassed.AsSpan(block.First, block.Count).Clear();
        var parts = step.Blocks.Select((block, i) => graph.Add("MatMul", [Counts(block), weights[step.Embeddings[i]]])).ToList();
        if (step.PassedCount > 0)
            parts.Insert(0, graph.Columns(features, [.. isPassed.Index().Where(feature => feature.Item).Select(feature => feature.Index)]));
        return new(graph.Add("Concat", parts, ("axis", 1)), step.Shape, OnnxLayout.Rows);

        string Counts(CategoryBlock block)
        {
            graph.Require(10);
            return graph.Add("Slice", [features, graph.Constant([block.First]), graph.Constant([block.End]), graph.Constant([1])]);
        }
    }

    /// <remarks>Feature by feature, so that the maps of waves are one product for each. What is left of whole turns, a cosine knows no difference by, and rounding less.</remarks>
    public static OnnxValue Add(IOnnxGraph graph, PeriodicEmbeddingStep step, OnnxValue x, OnnxWeights weights)
    {
        graph.Require(11);
        var rows = graph.As(LayerShape.Flat(x.Shape.Size), x);
        var passed = x.Shape.Size - step.Features;
        var (count, frequencies) = (step.Features, step.Frequencies.Shape[1]);
        var features = passed == 0 ? rows.Name : graph.Columns(rows.Name, [.. Enumerable.Range(0, count)]);
        var each = graph.Reshape(graph.Transpose(features, 1, 0), count, -1, 1);
        var phases = weights.Of(step.Phases).Values.Select(phase => (float)(phase / (2 * Math.PI)));
        var turns = graph.Add("Add",
            [graph.Add("Mul", [each, weights.Shaped(step.Frequencies, count, 1, frequencies)]), graph.Constant([.. phases], count, 1, frequencies)]);
        var part = graph.Add("Sub", [turns, graph.Add("Round", [turns])]);
        var waves = graph.Add("Cos", [graph.Add("Mul", [part, graph.Constant((float)(2 * Math.PI))])]);
        var units = step.Kernel.Shape[1];
        var kernel = graph.Constant(Axes.Permute(weights.Of(step.Kernel).Values, step.Kernel.Shape, 0, 2, 1), count, frequencies, units);
        var mapped = graph.Add("Add", [graph.Add("MatMul", [waves, kernel]), weights.Shaped(step.Bias, count, 1, units)]);
        var both = graph.Transpose(graph.Add("Concat", [each, mapped], ("axis", 2)), 1, 0, 2);
        var embedded = graph.Reshape(both, -1, (long)count * (units + 1));
        if (passed > 0)
            embedded = graph.Add("Concat", [embedded, graph.Columns(rows.Name, [.. Enumerable.Range(count, passed)])], ("axis", 1));
        return new(embedded, step.Shape, OnnxLayout.Rows);
    }
}
