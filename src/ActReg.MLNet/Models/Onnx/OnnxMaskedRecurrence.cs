namespace ActReg.MLNet;

/// <summary>The ONNX form of recurrent layers over sequences of which some timesteps are masked, wherever these are.</summary>
/// <remarks>
/// ONNX's operators only know sequences that end early. So timesteps that are not masked are brought to the beginning, in their order, and what they put out back to
/// where they were; masked ones repeat what was put out before.
/// </remarks>
internal static class OnnxMaskedRecurrence
{
    public static OnnxValue Add(IOnnxGraph graph, RecurrentStep step, OnnxValue x, OnnxMask mask, OnnxWeights weights)
    {
        graph.Require(12);
        var together = graph.Transpose(Take(graph, graph.AsPlaces(x).Name, KeptFirst(graph, mask)), 1, 0, 2);
        var count = graph.Add("ReduceSum", [mask.Kept], ("axes", [1]), ("keepdims", 1));
        var lengths = graph.Cast(graph.Add("Squeeze", [count], ("axes", [1])), OnnxElement.Int32);
        var (outputs, last) = OnnxRecurrence.Run(graph, step, together, lengths, weights);
        if (!step.ReturnSequences)
            return OnnxRecurrence.Last(graph, step, last);
        var directions = step.Directions.Count == 1 ? [outputs] : graph.AddOf(2, "Split", [outputs], ("axis", 1));
        string[] apart = [.. directions.Select((direction, i) => Spread(graph, mask, graph.Transpose(graph.Add("Squeeze", [direction], ("axes", [1])), 1, 0, 2), count, isBackward: i == 1))];
        return new(apart.Length == 1 ? apart[0] : graph.Add("Concat", apart, ("axis", 2)), step.Shape, OnnxLayout.Places);
    }

    /// <summary>Of each row the timesteps that are not masked, in order, and then the others: [rows, timesteps].</summary>
    private static string KeptFirst(IOnnxGraph graph, OnnxMask mask)
    {
        var order = graph.Constant([.. Enumerable.Range(0, mask.Timesteps).Select(timestep => -(float)timestep)], 1, mask.Timesteps);
        var rank = graph.Add("Add", [graph.Add("Mul", [mask.Kept, graph.Constant(2f * mask.Timesteps)]), order]);
        return graph.AddOf(2, "TopK", [rank, graph.Constant([mask.Timesteps])], ("axis", 1))[1];
    }

    /// <summary>Of each row some timesteps.</summary>
    private static string Take(IOnnxGraph graph, string places, string timesteps) =>
        graph.Add("GatherND", [places, graph.Add("Unsqueeze", [timesteps], ("axes", [2]))], ("batch_dims", 1));

    /// <summary>What each timestep puts out, of what those that are not masked do.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="outputs">[rows, timesteps, units], those of the timesteps that are not masked first.</param>
    /// <param name="count">How many these are, [rows, 1].</param>
    /// <param name="isBackward">Whether they have been read from the last to the first.</param>
    private static string Spread(IOnnxGraph graph, OnnxMask mask, string outputs, string count, bool isBackward)
    {
        // Forward the last that was read, which is as many less one as there are up to a timestep; backward the next one, as many as there are before.
        var read = graph.Add("CumSum", [mask.Kept, graph.Add("Cast", [graph.Constant(1f)], ("to", (long)OnnxElement.Int32))], ("exclusive", isBackward ? 1 : 0));
        var isAny = isBackward ? graph.Add("Less", [read, count]) : graph.Add("Greater", [read, graph.Constant(0f)]);
        var place = isBackward
            ? graph.Add("Min", [read, graph.Constant((float)(mask.Timesteps - 1))]) : graph.Add("Max", [graph.Add("Sub", [read, graph.Constant(1f)]), graph.Constant(0f)]);
        var taken = Take(graph, outputs, graph.Cast(place, OnnxElement.Int64));
        return graph.Add("Where", [graph.Add("Unsqueeze", [isAny], ("axes", [2])), taken, graph.Constant(0f)]);
    }
}
