namespace ActReg.MLNet;

/// <summary>The ONNX form of what models make of a network's outputs.</summary>
internal static class OnnxScores
{
    /// <summary>Scores in the labels' own units, or logits: [rows, outputs].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="network">The network.</param>
    /// <param name="outputs">What it puts out.</param>
    /// <param name="window">What rows were scaled by; null for nothing.</param>
    public static string Add(IOnnxGraph graph, TrainedNetwork network, string outputs, OnnxWindow? window)
    {
        var count = network.Plan.OutputSize;
        var scores = network.Settings.RegressionObjective(count) switch
        {
            RegressionObjective { RowLoss: DevianceLoss } => graph.Add("Exp", [outputs]),
            QuantileObjective when count > 1 => OnnxMembers.Sorted(graph, count, outputs),
            _ => outputs,
        };
        var scales = network.LabelScales?.Each ?? new ValueList<LabelScale>([]);
        if (scales.Any(scale => (scale.Mean, scale.Deviation) != (0, 1)))
        {
            var scaled = graph.Add("Mul", [scores, Each(scale => scale.Deviation)]);
            scores = graph.Add("Add", [scaled, Each(scale => scale.Mean)]);
        }

        if (window != null)
            scores = window.Undo(scores);
        if (scales.Any(scale => scale.Range != null))
        {
            var above = graph.Add("Max", [scores, Each(scale => scale.Range?.Least ?? float.NegativeInfinity)]);
            scores = graph.Add("Min", [above, Each(scale => scale.Range?.Most ?? float.PositiveInfinity)]);
        }

        return scores;

        string Each(Func<LabelScale, float> of) => graph.Constant([.. scales.Select(of)], scales.Count);
    }

    /// <summary>The softmax of logits.</summary>
    public static string Probabilities(IOnnxGraph graph, string logits) => graph.Add("Softmax", [logits], ("axis", 1));

    /// <summary>The mean of what several networks score.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mean">Which.</param>
    /// <param name="units">What each scores a row with.</param>
    /// <param name="scores">Of each [rows, units].</param>
    public static string Combine(IOnnxGraph graph, MemberMean mean, int units, IReadOnlyList<string> scores)
    {
        graph.Scope = "ensemble";
        var members = graph.Add("Concat", [.. scores.Select(each => graph.Add("Unsqueeze", [each], ("axes", [0])))], ("axis", 0));
        return OnnxMembers.Mean(graph, mean, scores.Count, units, members);
    }
}
