namespace ActReg.MLNet;

/// <summary>The ONNX form of activation functions.</summary>
internal static class OnnxActivations
{
    /// <summary><c>f(x)</c>, value by value.</summary>
    public static string Add(IOnnxGraph graph, Activation activation, string x) => activation switch
    {
        LinearActivation => x,
        ReluActivation => graph.Add("Relu", [x]),
        LeakyReluActivation leaky => graph.Add("LeakyRelu", [x], ("alpha", leaky.NegativeSlope)),
        EluActivation elu => graph.Add("Elu", [x], ("alpha", elu.Alpha)),
        SeluActivation => graph.Add("Selu", [x]),
        SigmoidActivation => graph.Add("Sigmoid", [x]),
        TanhActivation => graph.Add("Tanh", [x]),
        SiluActivation => graph.Add("Mul", [x, graph.Add("Sigmoid", [x])]),
        MishActivation => graph.Add("Mul", [x, graph.Add("Tanh", [graph.Add("Softplus", [x])])]),
        GeluActivation { Approximate: false } => Gelu(graph, x),
        GeluActivation => ApproximateGelu(graph, x),
        _ => throw new NotSupportedException($"ONNX export has no {activation}."),
    };

    /// <summary><c>x (1 + erf(x / √2)) / 2</c>, in the order that runtimes know and fuse.</summary>
    private static string Gelu(IOnnxGraph graph, string x)
    {
        var error = graph.Add("Erf", [graph.Add("Div", [x, graph.Constant(MathF.Sqrt(2))])]);
        var twice = graph.Add("Mul", [x, graph.Add("Add", [error, graph.Constant(1f)])]);
        return graph.Add("Mul", [twice, graph.Constant(0.5f)]);
    }

    /// <summary><c>x σ(2 √(2/π) (x + 0.044715 x³))</c>.</summary>
    private static string ApproximateGelu(IOnnxGraph graph, string x)
    {
        var cube = graph.Add("Mul", [graph.Add("Mul", [graph.Add("Mul", [x, x]), x]), graph.Constant(0.044715f)]);
        var inner = graph.Add("Mul", [graph.Add("Add", [x, cube]), graph.Constant((float)(2 * Math.Sqrt(2 / Math.PI)))]);
        return graph.Add("Mul", [x, graph.Add("Sigmoid", [inner])]);
    }
}
