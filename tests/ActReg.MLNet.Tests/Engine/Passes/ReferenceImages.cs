namespace ActReg.MLNet.Tests;

/// <summary>Convolutions and pooling in double precision, written down as plainly as Keras defines them; a sequence is an image of height 1.</summary>
internal static class ReferenceImages
{
    /// <summary>Whether <see cref="Compute"/> knows a layer.</summary>
    public static bool Know(Layer layer) => layer is ConvolutionLayer or Conv2DTransposeLayer or PoolingLayer or GlobalPoolingLayer;

    /// <summary>What a layer puts out for a row, before its activation.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">What it gets.</param>
    /// <param name="x">The values.</param>
    /// <param name="weights">Its kernel and its bias, where it has such.</param>
    /// <param name="comeAcross">Told of differences that are kinks where they are 0.</param>
    public static double[] Compute(Layer layer, LayerShape shape, double[] x, IReadOnlyList<double[]> weights, Action<IEnumerable<double>> comeAcross) => layer switch
    {
        ConvolutionLayer convolution => Convolve(convolution, shape, x, weights[0], weights[1]),
        Conv2DTransposeLayer transposed => Transpose(transposed, shape, x, weights[0], weights[1]),
        PoolingLayer pooling => Pool(pooling.Pooling, pooling.Window, shape, x, comeAcross),
        _ => Pool(((GlobalPoolingLayer)layer).Pooling, new((shape.Height, shape.Width), 1, 1, Padding.Valid), shape, x, comeAcross),
    };

    /// <summary>From [channels, height, width], as features are, to [height, width, channels].</summary>
    public static double[] ChannelsLast(LayerShape shape, double[] x) =>
        [.. Enumerable.Range(0, shape.Size).Select(i => x[i % shape.Channels * shape.Positions + i / shape.Channels])];

    private static double[] Convolve(ConvolutionLayer layer, LayerShape shape, double[] x, double[] kernel, double[] bias)
    {
        var channels = shape.Channels / layer.Groups;
        var filters = layer.Filters / layer.Groups;
        return [.. Places(layer.Window, shape).SelectMany(window => Enumerable.Range(0, layer.Filters).Select(filter => bias[filter]
            + window.Sum(place => Enumerable.Range(0, channels).Sum(channel =>
                x[place.Pixel * shape.Channels + filter / filters * channels + channel] * kernel[(place.Tap * channels + channel) * layer.Filters + filter]))))];
    }

    private static double[] Transpose(Conv2DTransposeLayer layer, LayerShape shape, double[] x, double[] kernel, double[] bias)
    {
        var window = layer.Window;
        var output = LayerShape.Image(
            Length(shape.Height, window.Size.Height, window.Strides.Height, window.DilationRate.Height),
            Length(shape.Width, window.Size.Width, window.Strides.Width, window.DilationRate.Width), layer.Filters);
        double[] y = [.. Enumerable.Range(0, output.Size).Select(i => bias[i % layer.Filters])];
        foreach (var (pixel, places) in Places(window, output).Index())
        {
            foreach (var (place, tap) in places)
            {
                for (var filter = 0; filter < layer.Filters; filter++)
                {
                    y[place * layer.Filters + filter] += Enumerable.Range(0, shape.Channels).Sum(channel =>
                        x[pixel * shape.Channels + channel] * kernel[(tap * layer.Filters + filter) * shape.Channels + channel]);
                }
            }
        }

        return y;

        int Length(int input, int size, int stride, int dilation) =>
            input * stride + (layer.Padding == Padding.Valid ? Math.Max((size - 1) * dilation + 1 - stride, 0) : 0);
    }

    private static double[] Pool(PoolingKind kind, Window window, LayerShape shape, double[] x, Action<IEnumerable<double>> comeAcross) =>
    [
        .. Places(window, shape).SelectMany(places => Enumerable.Range(0, shape.Channels).Select(channel =>
        {
            double[] values = [.. places.Select(place => x[place.Pixel * shape.Channels + channel])];
            if (kind == PoolingKind.Average)
                return values.Average();
            comeAcross(values.Select(value => values.Max() - value));
            return values.Max();
        })),
    ];

    /// <summary>For each window, row by row, its places in the image and in the window.</summary>
    private static (int Pixel, int Tap)[][] Places(Window window, LayerShape shape)
    {
        var rows = Along(shape.Height, window.Size.Height, window.Strides.Height, window.DilationRate.Height, window.Padding);
        var columns = Along(shape.Width, window.Size.Width, window.Strides.Width, window.DilationRate.Width, window.Padding);
        return
        [
            .. from row in rows
               from column in columns
               select (from y in row from x in column select (y.Pixel * shape.Width + x.Pixel, y.Tap * window.Size.Width + x.Tap)).ToArray(),
        ];
    }

    private static (int Pixel, int Tap)[][] Along(int length, int size, int stride, int dilation, Padding padding)
    {
        var extent = (size - 1) * dilation + 1;
        var count = padding == Padding.Same ? (length + stride - 1) / stride : (length - extent) / stride + 1;
        var before = padding == Padding.Same ? Math.Max((count - 1) * stride + extent - length, 0) / 2 : 0;
        return
        [
            .. Enumerable.Range(0, count).Select(window => Enumerable.Range(0, size)
                .Select(tap => (Pixel: window * stride - before + tap * dilation, Tap: tap))
                .Where(place => place.Pixel >= 0 && place.Pixel < length).ToArray()),
        ];
    }
}
