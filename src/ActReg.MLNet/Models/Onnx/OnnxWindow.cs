namespace ActReg.MLNet;

/// <summary>The ONNX form of <see cref="SeriesWindow"/>, in double precision as there.</summary>
internal sealed class OnnxWindow
{
    private readonly IOnnxGraph _graph;
    private readonly string _mean;
    private readonly string _spread;

    /// <param name="graph">The graph.</param>
    /// <param name="window">The window.</param>
    /// <param name="features">[rows, features].</param>
    /// <param name="count">How many features there are.</param>
    public OnnxWindow(IOnnxGraph graph, SeriesWindow window, string features, int count)
    {
        _graph = graph;
        int[] slots = [.. Enumerable.Range(0, count).Where(slot => window.Has(slot, count))];
        var series = graph.Columns(features, slots);
        var isMissing = graph.Add("IsNaN", [series]);
        var values = graph.Cast(series, OnnxElement.Double);
        var zero = graph.Constant(0d);
        var there = Sum(graph.Cast(graph.Add("Not", [isMissing]), OnnxElement.Double));
        var mean = graph.Add("Div", [Sum(graph.Add("Where", [isMissing, zero, values])), there]);
        var differences = graph.Add("Where", [isMissing, zero, graph.Add("Sub", [values, mean])]);
        var variance = graph.Add("Div", [Sum(graph.Add("Mul", [differences, differences])), graph.Add("Max", [there, graph.Constant(1d)])]);
        _mean = Rounded(mean);
        _spread = Rounded(graph.Add("Sqrt", [variance]));
        var divisor = graph.Add("Where", [graph.Add("Greater", [_spread, zero]), _spread, graph.Constant(1d)]);
        var scaled = graph.Cast(graph.Add("Div", [graph.Add("Sub", [values, _mean]), divisor]), OnnxElement.Float);
        var both = graph.Add("Concat", [features, scaled], ("axis", 1));
        Features = graph.Columns(both, [.. Enumerable.Range(0, count).Select(slot => Array.IndexOf(slots, slot) is >= 0 and var place ? count + place : slot)]);
    }

    /// <summary>The features, those of the window scaled.</summary>
    public string Features { get; }

    /// <summary>What the network puts out, in the units of the series.</summary>
    public string Undo(string outputs)
    {
        var moved = _graph.Add("Add", [_mean, _graph.Add("Mul", [_graph.Cast(outputs, OnnxElement.Double), _spread])]);
        return _graph.Cast(moved, OnnxElement.Float);
    }

    private string Sum(string values) => _graph.Add("ReduceSum", [values], ("axes", [1]), ("keepdims", 1));

    private string Rounded(string value) => _graph.Cast(_graph.Cast(value, OnnxElement.Float), OnnxElement.Double);
}
