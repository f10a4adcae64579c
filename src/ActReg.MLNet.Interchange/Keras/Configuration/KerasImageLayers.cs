namespace ActReg.MLNet.Interchange;

/// <summary>Keras's convolutions, poolings and upsamplings.</summary>
internal static class KerasImageLayers
{
    /// <returns><see langword="null"/> of other classes.</returns>
    public static Layer? Make(string className, KerasOptions options, ActivityRegularizer? activity)
    {
        switch (className)
        {
            case "Conv1D":
                Convolution(options);
                return Layer.Conv1D(
                    options.Count("filters"), options.Count("kernel_size"), options.Count("strides", 1), Padding(options), options.Count("dilation_rate", 1), options.Count("groups", 1),
                    KerasLayers.Function(options), activity, KerasRegularizers.OfKernel(options));
            case "Conv2D":
                Convolution(options);
                return Layer.Conv2D(
                    options.Count("filters"), options.Size("kernel_size"), options.Size("strides", 1), Padding(options), options.Size("dilation_rate", 1), options.Count("groups", 1),
                    KerasLayers.Function(options), activity, KerasRegularizers.OfKernel(options));
            case "Conv2DTranspose":
                Convolution(options);
                options.MustBeNone("output_padding");
                options.Must("groups", 1, 1);
                return Layer.Conv2DTranspose(
                    options.Count("filters"), options.Size("kernel_size"), options.Size("strides", 1), Padding(options), options.Size("dilation_rate", 1),
                    KerasLayers.Function(options), activity, KerasRegularizers.OfKernel(options));
            case "MaxPooling1D":
                KerasLayers.ChannelsLast(options);
                return Layer.MaxPooling1D(options.Count("pool_size", 2), Strides(options), Padding(options), activity);
            case "AveragePooling1D":
                KerasLayers.ChannelsLast(options);
                return Layer.AveragePooling1D(options.Count("pool_size", 2), Strides(options), Padding(options), activity);
            case "MaxPooling2D":
                KerasLayers.ChannelsLast(options);
                return Layer.MaxPooling2D(options.Size("pool_size", 2), Strides2D(options), Padding(options), activity);
            case "AveragePooling2D":
                KerasLayers.ChannelsLast(options);
                return Layer.AveragePooling2D(options.Size("pool_size", 2), Strides2D(options), Padding(options), activity);
            case "GlobalMaxPooling1D" or "GlobalMaxPooling2D":
                Global(options);
                return Layer.GlobalMaxPooling(activity);
            case "GlobalAveragePooling1D" or "GlobalAveragePooling2D":
                Global(options);
                return Layer.GlobalAveragePooling(activity);
            case "UpSampling1D":
                return Layer.UpSampling1D(options.Count("size", 2), activity);
            case "UpSampling2D":
                KerasLayers.ChannelsLast(options);
                options.Must("interpolation", "nearest", "nearest");
                return Layer.UpSampling2D(options.Size("size", 2), activity);
            default:
                return null;
        }
    }

    private static void Convolution(KerasOptions options)
    {
        KerasLayers.UseBias(options);
        KerasLayers.ChannelsLast(options);
        // What the classes of Keras 2 have in common says it of each.
        options.Ignore("rank");
    }

    private static void Global(KerasOptions options)
    {
        KerasLayers.ChannelsLast(options);
        options.Must("keepdims", false, false);
    }

    private static int? Strides(KerasOptions options) => options.Find("strides") == null ? null : options.Count("strides");

    private static Size2D? Strides2D(KerasOptions options) => options.Find("strides") == null ? null : options.Size("strides");

    private static Padding Padding(KerasOptions options) => options.Text("padding", "valid") switch
    {
        "valid" => MLNet.Padding.Valid,
        "same" => MLNet.Padding.Same,
        _ => options.Wrong("padding", "must be valid or same", options.Find("padding"), MLNet.Padding.Valid),
    };
}
