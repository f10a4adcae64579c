namespace ActReg.MLNet;

/// <summary>What there is for each row at a point of an ONNX graph.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">What it is.</param>
/// <param name="Layout">How it is laid out.</param>
internal readonly record struct OnnxValue(string Name, LayerShape Shape, OnnxLayout Layout)
{
    /// <summary>The shape that brings one value per channel to where they apply.</summary>
    public long[] ChannelShape => Layout == OnnxLayout.ChannelsFirst ? [Shape.Channels, 1, 1] : [Layout == OnnxLayout.Rows ? Shape.Size : Shape.Channels];

    /// <summary>The same places and layout, of other values.</summary>
    public OnnxValue With(string name) => this with { Name = name };

    /// <summary>The same places and layout, of other channels.</summary>
    public OnnxValue With(string name, int channels) => this with { Name = name, Shape = Shape.WithChannels(channels) };
}
