namespace ActReg.MLNet;

/// <summary>The ONNX form of convolution and pooling, over images; a sequence is one of height 1.</summary>
internal static class OnnxConvolution
{
    public static OnnxValue Add(IOnnxGraph graph, ConvolutionStep step, OnnxValue x, OnnxWeights weights)
    {
        var windows = step.Windows;
        int[] shape = [windows.Height.Size, windows.Width.Size, windows.Channels / step.Groups, step.Shape.Channels];
        var kernel = graph.Constant(
            Axes.Permute(weights.Of(step.Kernel).Values, shape, 3, 2, 0, 1), shape[3], shape[2], shape[0], shape[1]);
        return Image(step, graph.Add(
            "Conv", [graph.AsChannelsFirst(x).Name, kernel, weights[step.Bias]],
            [.. Windowed(windows), ("dilations", [windows.Height.Dilation, windows.Width.Dilation]), ("group", step.Groups)]));
    }

    public static OnnxValue Add(IOnnxGraph graph, TransposedConvolutionStep step, OnnxValue x, OnnxWeights weights)
    {
        var (height, width) = (step.Windows.Height, step.Windows.Width);
        int[] shape = [height.Size, width.Size, step.Shape.Channels, step.Channels];
        var kernel = graph.Constant(
            Axes.Permute(weights.Of(step.Kernel).Values, shape, 3, 2, 0, 1), shape[3], shape[2], shape[0], shape[1]);
        var (rows, columns) = (Ends(height), Ends(width));
        return Image(step, graph.Add(
            "ConvTranspose", [graph.AsChannelsFirst(x).Name, kernel, weights[step.Bias]],
            ("kernel_shape", [height.Size, width.Size]), ("strides", [height.Stride, width.Stride]), ("dilations", [height.Dilation, width.Dilation]),
            ("pads", [rows.Before, columns.Before, rows.After, columns.After]), ("output_padding", [rows.Missing, columns.Missing])));
    }

    public static OnnxValue Add(IOnnxGraph graph, PoolingStep step, OnnxValue x, OnnxMask? mask)
    {
        if (mask != null)
            return new(step.Pooling == PoolingKind.Max ? mask.Max(x) : mask.Mean(x), step.Shape, OnnxLayout.Rows);
        var isMax = step.Pooling == PoolingKind.Max;
        if (step.Shape.Rank == 1)
        {
            var value = x.Layout == OnnxLayout.Rows ? graph.AsPlaces(x) : x;
            var all = graph.Add(isMax ? "ReduceMax" : "ReduceMean", [value.Name], ("axes", PlaceAxes(value.Layout)), ("keepdims", 0));
            return new(all, step.Shape, OnnxLayout.Rows);
        }

        var image = graph.AsChannelsFirst(x).Name;
        return Image(step, isMax
            ? graph.Add("MaxPool", [image], [.. Windowed(step.Windows)])
            : graph.Add("AveragePool", [image], [.. Windowed(step.Windows), ("count_include_pad", 0)]));
    }

    /// <summary>Puts out each place several times.</summary>
    public static OnnxValue Add(IOnnxGraph graph, RepeatStep step, OnnxValue x)
    {
        var (input, places) = (step.Input, step.Places);
        var value = graph.As(input, x);
        if (value.Layout == OnnxLayout.ChannelsFirst)
        {
            var apart = graph.Reshape(value.Name, 0, input.Channels, input.Height, 1, input.Width, 1);
            var repeated = graph.Add("Tile", [apart, graph.Constant([1, 1, 1, places.Height, 1, places.Width])]);
            return Image(step, graph.Reshape(repeated, 0, input.Channels, step.Shape.Height, step.Shape.Width));
        }

        var each = graph.Reshape(graph.AsPlaces(value).Name, 0, input.Height, 1, input.Width, 1, input.Channels);
        var tiled = graph.Add("Tile", [each, graph.Constant([1, 1, places.Height, 1, places.Width, 1])]);
        return new(graph.Reshape(tiled, 0, step.Shape.Positions, step.Shape.Channels), step.Shape, OnnxLayout.Places);
    }

    private static OnnxValue Image(Step step, string name) => new(name, step.Shape, OnnxLayout.ChannelsFirst);

    private static long[] PlaceAxes(OnnxLayout layout) => layout switch
    {
        OnnxLayout.ChannelsFirst => [2, 3],
        OnnxLayout.PlacesFirst => [0],
        _ => [1],
    };

    private static IEnumerable<OnnxAttribute> Windowed(Windows windows) =>
    [
        ("kernel_shape", [windows.Height.Size, windows.Width.Size]), ("strides", [windows.Height.Stride, windows.Width.Stride]),
        ("pads", [windows.Height.Before, windows.Width.Before, windows.Height.After, windows.Width.After]),
    ];

    /// <summary>What is cut off at both ends of a dimension, and what is missing at the last: where windows leave a part of their stride out.</summary>
    private static (int Before, int After, int Missing) Ends(WindowAxis axis)
    {
        var whole = (axis.Output - 1L) * axis.Stride + axis.Extent;
        var after = (int)(whole - axis.Before - axis.Input);
        return (axis.Before, Math.Max(after, 0), Math.Max(-after, 0));
    }
}
