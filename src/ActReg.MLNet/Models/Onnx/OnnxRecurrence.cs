namespace ActReg.MLNet;

/// <summary>The ONNX form of recurrent layers: ONNX's own operators.</summary>
internal static class OnnxRecurrence
{
    public static OnnxValue Add(IOnnxGraph graph, RecurrentStep step, OnnxValue x, OnnxMask? mask, OnnxWeights weights)
    {
        if (mask != null)
            return OnnxMaskedRecurrence.Add(graph, step, x, mask, weights);
        var (outputs, last) = Run(graph, step, graph.AsPlacesFirst(x).Name, null, weights);
        if (!step.ReturnSequences)
            return Last(graph, step, last);
        return new(
            step.Directions.Count == 1
                ? graph.Add("Squeeze", [outputs], ("axes", [1])) : graph.Reshape(graph.Transpose(outputs, 0, 2, 1, 3), 0, 0, step.Shape.Channels),
            step.Shape, OnnxLayout.PlacesFirst);
    }

    /// <summary>The layer's operator.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="step">The layer.</param>
    /// <param name="sequence">[timesteps, rows, features].</param>
    /// <param name="lengths">How many timesteps each row has; null for all.</param>
    /// <param name="weights">The network's.</param>
    /// <returns>[timesteps, directions, rows, units], and [directions, rows, units].</returns>
    public static (string Outputs, string Last) Run(IOnnxGraph graph, RecurrentStep step, string sequence, string? lengths, OnnxWeights weights)
    {
        var gates = RecurrentWeights.GateCount(step.Cell);
        var (directions, units, features) = (step.Directions.Count, step.Units, step.Directions[0].Kernel.Shape[0]);
        List<string> inputs =
        [
            sequence,
            graph.Constant([.. step.Directions.SelectMany(direction => Kernel(weights.Of(direction.Kernel), step))], directions, (long)gates * units, features),
            graph.Constant([.. step.Directions.SelectMany(direction => Kernel(weights.Of(direction.RecurrentKernel), step))], directions, (long)gates * units, units),
            graph.Constant([.. step.Directions.SelectMany(direction => Biases(weights.Of(direction.Bias), step))], directions, 2L * gates * units),
        ];
        if (lengths != null)
            inputs.Add(lengths);
        List<OnnxAttribute> attributes = [("hidden_size", units), ("direction", directions == 1 ? "forward" : "bidirectional")];
        if (step.Cell == RecurrentCell.Gru)
            attributes.Add(("linear_before_reset", 1));
        var type = step.Cell switch
        {
            RecurrentCell.Lstm => "LSTM",
            RecurrentCell.Gru => "GRU",
            _ => "RNN",
        };
        var outputs = graph.AddOf(2, type, inputs, attributes);
        return (outputs[0], outputs[1]);
    }

    /// <summary>What both directions put out in the end, [rows, units].</summary>
    public static OnnxValue Last(IOnnxGraph graph, RecurrentStep step, string last) => new(
        step.Directions.Count == 1 ? graph.Add("Squeeze", [last], ("axes", [0])) : graph.Reshape(graph.Transpose(last, 1, 0, 2), 0, step.Shape.Size),
        step.Shape, OnnxLayout.Rows);

    /// <summary>Of [features, gates x units], [gates x units, features] with the gates in ONNX's order.</summary>
    private static IEnumerable<float> Kernel(WeightTensor kernel, RecurrentStep step) =>
        from column in Columns(step) from row in Enumerable.Range(0, kernel.Shape[0]) select kernel.Values[row * kernel.Shape[1] + column];

    /// <summary>Those of the features' product, then those of the recurrent product.</summary>
    private static IEnumerable<float> Biases(WeightTensor bias, RecurrentStep step)
    {
        var columns = Columns(step).ToArray();
        return from part in Enumerable.Range(0, 2)
               from column in columns
               select part * columns.Length + column < bias.Values.Length ? bias.Values[part * columns.Length + column] : 0;
    }

    /// <summary>Of each of ONNX's columns the one that it is here.</summary>
    private static IEnumerable<int> Columns(RecurrentStep step)
    {
        // Input, output, forget, cell; here the order is Keras's: input, forget, cell, output.
        int[] gates = step.Cell == RecurrentCell.Lstm ? [0, 3, 1, 2] : [.. Enumerable.Range(0, RecurrentWeights.GateCount(step.Cell))];
        return gates.SelectMany(gate => Enumerable.Range(gate * step.Units, step.Units));
    }
}
