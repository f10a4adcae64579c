namespace ActReg.MLNet;

/// <summary>The ONNX form of an ensemble in one network, and of the mean of several.</summary>
internal static class OnnxMembers
{
    public static OnnxValue Add(IOnnxGraph graph, BatchEnsembleStep step, OnnxValue x, OnnxWeights weights)
    {
        var rows = graph.AsRows(x);
        return new(graph.Add("Mul", [graph.Reshape(rows.Name, 0, 1, rows.Shape.Size), weights[step.Scale]]), step.Shape, OnnxLayout.Places);
    }

    public static OnnxValue Add(IOnnxGraph graph, MemberOutputStep step, OnnxValue x, OnnxWeights weights)
    {
        var products = graph.Add("MatMul", [graph.AsPlacesFirst(x).Name, weights[step.Kernel]]);
        var outputs = graph.Add("Add", [products, weights.Shaped(step.Bias, step.Members, 1, step.Size)]);
        var mean = Mean(graph, step.Mean, step.Members, step.Size, outputs);
        return new(step.Factor == null ? mean : graph.Add("Mul", [mean, weights[step.Factor]]), step.Shape, OnnxLayout.Rows);
    }

    /// <summary>The mean of what members put out, [rows, units].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mean">Which.</param>
    /// <param name="members">How many they are.</param>
    /// <param name="units">What each puts out.</param>
    /// <param name="outputs">[members, rows, units].</param>
    public static string Mean(IOnnxGraph graph, MemberMean mean, int members, int units, string outputs) => mean switch
    {
        MemberMean.Values => Reduce(graph, "ReduceMean", outputs),
        MemberMean.SortedValues => Reduce(graph, "ReduceMean", Sorted(graph, units, outputs)),
        MemberMean.Exponentials => LogOfMean(graph, members, outputs),
        MemberMean.Probabilities => graph.Add("Sub", [LogOfProbabilities(graph, outputs), LogOfProbabilities(graph, graph.Add("Neg", [outputs]))]),
        MemberMean.Softmax => LogOfMean(graph, members, LogSoftmax(graph, outputs)),
        _ => throw new NotSupportedException($"ONNX export has no mean of {mean}."),
    };

    /// <summary>Each row's values, or each place's, in ascending order.</summary>
    public static string Sorted(IOnnxGraph graph, int count, string values)
    {
        graph.Require(11);
        return graph.AddOf(2, "TopK", [values, graph.Constant([count])], ("axis", -1), ("largest", 0))[0];
    }

    /// <summary>The logarithm of the sum of the members' probabilities, <c>log Σ σ(z)</c>, whose summands are <c>-softplus(-z)</c>.</summary>
    private static string LogOfProbabilities(IOnnxGraph graph, string logits) =>
        Reduce(graph, "ReduceLogSumExp", graph.Add("Neg", [graph.Add("Softplus", [graph.Add("Neg", [logits])])]));

    private static string LogOfMean(IOnnxGraph graph, int members, string logarithms) =>
        graph.Add("Sub", [Reduce(graph, "ReduceLogSumExp", logarithms), graph.Constant((float)Math.Log(members))]);

    /// <summary>Over the last dimension.</summary>
    private static string LogSoftmax(IOnnxGraph graph, string logits) =>
        graph.Add("Sub", [logits, graph.Add("ReduceLogSumExp", [logits], ("axes", [-1]), ("keepdims", 1))]);

    private static string Reduce(IOnnxGraph graph, string type, string outputs) => graph.Add(type, [outputs], ("axes", [0]), ("keepdims", 0));
}
