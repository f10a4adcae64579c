namespace ActReg.MLNet;

/// <summary>The ONNX form of products with a kernel.</summary>
internal static class OnnxDense
{
    public static OnnxValue Add(IOnnxGraph graph, DenseStep step, OnnxValue x, OnnxWeights weights)
    {
        if (step.IsTied)
            return Rows(graph.Add("Gemm", [graph.AsRows(x).Name, weights[step.Kernel], weights[step.Bias]], ("transB", 1)));
        if (x is not { Layout: OnnxLayout.ChannelsFirst, Shape: { Positions: > 1, Channels: > 1 } shape })
            return Rows(graph.Add("Gemm", [graph.AsRows(x).Name, weights[step.Kernel], weights[step.Bias]]));

        // A flattened image stays as it is: the kernel's rows come to where its values are.
        var kernel = Axes.Permute(weights.Of(step.Kernel).Values, [shape.Positions, shape.Channels, step.Size], 1, 0, 2);
        return Rows(graph.Add("Gemm", [graph.Reshape(x.Name, 0, shape.Size), graph.Constant(kernel, shape.Size, step.Size), weights[step.Bias]]));

        OnnxValue Rows(string name) => new(name, step.Shape, OnnxLayout.Rows);
    }

    /// <summary>At each place; of an image that has its channels first, a convolution with windows of one pixel.</summary>
    public static OnnxValue Add(IOnnxGraph graph, PositionDenseStep step, OnnxValue x, OnnxWeights weights)
    {
        var units = step.Shape.Channels;
        if (x.Layout == OnnxLayout.ChannelsFirst)
        {
            var kernel = Axes.Permute(weights.Of(step.Kernel).Values, step.Kernel.Shape, 1, 0);
            return x.With(graph.Add("Conv", [x.Name, graph.Constant(kernel, units, x.Shape.Channels, 1, 1), weights[step.Bias]]), units);
        }

        var places = x.Layout == OnnxLayout.Rows ? graph.AsPlaces(x) : x;
        return places.With(graph.Add("Add", [graph.Add("MatMul", [places.Name, weights[step.Kernel]]), weights[step.Bias]]), units);
    }
}
