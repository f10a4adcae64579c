namespace ActReg.MLNet;

/// <summary>The ONNX form of what an autoencoder makes of rows.</summary>
internal sealed class OnnxAutoencoder
{
    private readonly IOnnxGraph _graph;
    private readonly TrainedAutoencoder _model;
    private readonly string _scaled;
    private readonly OnnxFeatures _read;
    private readonly string _code;
    private readonly string _outputs;
    private readonly Lazy<string> _error;

    private OnnxAutoencoder(IOnnxGraph graph, TrainedAutoencoder model, string scaled, OnnxFeatures read, (string Code, string Outputs) made)
    {
        (_graph, _model, _scaled, _read) = (graph, model, scaled, read);
        (_code, _outputs) = made;
        _error = new Lazy<string>(AddError);
    }

    /// <param name="graph">The graph.</param>
    /// <param name="model">The autoencoder.</param>
    /// <param name="features">[rows, features].</param>
    public static OnnxAutoencoder Add(IOnnxGraph graph, TrainedAutoencoder model, string features)
    {
        graph.Scope = "features";
        var scale = model.Scale;
        var centred = graph.Add("Sub", [features, graph.Constant([.. scale.Center], scale.Center.Count)]);
        var scaled = graph.Add("Div", [centred, graph.Constant(scale.Scale)]);
        var read = OnnxFeatures.Add(graph, model.Network.Plan, features, scaled);
        return new(graph, model, scaled, read, OnnxNetwork.AddCode(graph, model.Network, model.CodeIndex, read));
    }

    /// <summary>[rows, units]; NaN where a row cannot be read, or overflows.</summary>
    public string Code() => Finite(_read.Guard(_code, _model.CodeSize));

    /// <summary>[rows, features], in the features' own units; NaN where a row cannot be read, or overflows.</summary>
    public string Reconstruction()
    {
        var scale = _model.Scale;
        var spread = _graph.Add("Mul", [_outputs, _graph.Constant(scale.Scale)]);
        var moved = _graph.Add("Add", [spread, _graph.Constant([.. scale.Center], scale.Center.Count)]);
        return Finite(_read.Guard(moved, scale.Center.Count));
    }

    /// <summary>[rows, 1]: infinite where a row overflows, NaN where it cannot be read.</summary>
    public string Error() => _error.Value;

    /// <summary>[rows, 1]; it is not where a row cannot be read.</summary>
    public string IsAnomaly() => _graph.Add("Greater", [Error(), _graph.Constant(_model.ScoreThreshold)]);

    private string AddError()
    {
        var difference = _graph.Add("Sub", [_outputs, _scaled]);
        var error = _graph.Add("ReduceMean", [_graph.Add("Mul", [difference, difference])], ("axes", [1]), ("keepdims", 1));
        return _read.Guard(_graph.Add("Where", [_graph.Add("IsNaN", [error]), _graph.Constant(float.PositiveInfinity), error]), 1);
    }

    /// <summary>All of a row NaN where one value is not finite.</summary>
    private string Finite(string values)
    {
        var nothing = _graph.Add("ReduceSum", [_graph.Add("Mul", [values, _graph.Constant(0f)])], ("axes", [1]), ("keepdims", 1));
        return _graph.Add("Add", [values, nothing]);
    }
}
