namespace ActReg.MLNet;

/// <summary>Which timesteps of rows are masked, in an ONNX graph.</summary>
internal sealed class OnnxMask
{
    private readonly IOnnxGraph _graph;

    /// <param name="graph">The graph.</param>
    /// <param name="mask">How to tell.</param>
    /// <param name="features">The rows' features, [rows, features].</param>
    /// <param name="timesteps">How many there are.</param>
    public OnnxMask(IOnnxGraph graph, TimestepMask mask, string features, int timesteps)
    {
        graph.Require(11);
        _graph = graph;
        Timesteps = timesteps;
        var differs = graph.Add("Not", [graph.Add("Equal", [graph.Reshape(features, 0, timesteps, mask.Features), graph.Constant(mask.Value)])]);
        Kept = graph.Add("ReduceMax", [graph.Cast(differs, OnnxElement.Float)], ("axes", [2]), ("keepdims", 0));
        KeptPlaces = graph.Reshape(Kept, 0, timesteps, 1);
    }

    public int Timesteps { get; }

    /// <summary>[rows, timesteps]: 1, or 0 where it is masked.</summary>
    public string Kept { get; }

    /// <summary>The same, [rows, timesteps, 1].</summary>
    public string KeptPlaces { get; }

    /// <summary>The same values, but 0 where a timestep is masked.</summary>
    public OnnxValue Clear(OnnxValue sequence)
    {
        var places = _graph.AsPlaces(sequence);
        return places.With(_graph.Add("Mul", [places.Name, KeptPlaces]));
    }

    /// <summary>Each feature's mean over the timesteps that are not masked, [rows, features]; 0 where there is none.</summary>
    public string Mean(OnnxValue sequence)
    {
        var sum = _graph.Add("ReduceSum", [Clear(sequence).Name], ("axes", [1]), ("keepdims", 0));
        var count = _graph.Add("ReduceSum", [Kept], ("axes", [1]), ("keepdims", 1));
        return _graph.Add("Div", [sum, _graph.Add("Max", [count, _graph.Constant(1f)])]);
    }

    /// <summary>Each feature's largest value at a timestep that is not masked, [rows, features]; 0 where there is none.</summary>
    public string Max(OnnxValue sequence)
    {
        var kept = _graph.Cast(KeptPlaces, OnnxElement.Bool);
        var values = _graph.Add("Where", [kept, _graph.AsPlaces(sequence).Name, _graph.Constant(float.NegativeInfinity)]);
        var largest = _graph.Add("ReduceMax", [values], ("axes", [1]), ("keepdims", 0));
        var isAny = _graph.Cast(_graph.Add("ReduceMax", [Kept], ("axes", [1]), ("keepdims", 1)), OnnxElement.Bool);
        return _graph.Add("Where", [isAny, largest, _graph.Constant(0f)]);
    }
}
