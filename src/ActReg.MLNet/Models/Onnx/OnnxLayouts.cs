namespace ActReg.MLNet;

/// <summary>Brings values from one layout into another.</summary>
internal static class OnnxLayouts
{
    /// <summary>[rows, values].</summary>
    public static OnnxValue AsRows(this IOnnxGraph graph, OnnxValue x)
    {
        if (x.Layout == OnnxLayout.Rows)
            return x;
        var places = graph.AsPlaces(x);
        return new(graph.Reshape(places.Name, 0, x.Shape.Size), x.Shape, OnnxLayout.Rows);
    }

    /// <summary>[rows, places, channels].</summary>
    public static OnnxValue AsPlaces(this IOnnxGraph graph, OnnxValue x) => x with
    {
        Layout = OnnxLayout.Places,
        Name = x.Layout switch
        {
            OnnxLayout.Rows => graph.Reshape(x.Name, 0, x.Shape.Positions, x.Shape.Channels),
            OnnxLayout.ChannelsFirst when HasOneOrder(x.Shape) => graph.Reshape(x.Name, 0, x.Shape.Positions, x.Shape.Channels),
            OnnxLayout.ChannelsFirst => graph.Transpose(graph.Reshape(x.Name, 0, x.Shape.Channels, x.Shape.Positions), 0, 2, 1),
            OnnxLayout.PlacesFirst => graph.Transpose(x.Name, 1, 0, 2),
            _ => x.Name,
        },
    };

    /// <summary>[rows, channels, height, width].</summary>
    public static OnnxValue AsChannelsFirst(this IOnnxGraph graph, OnnxValue x)
    {
        if (x.Layout == OnnxLayout.ChannelsFirst)
            return x;
        var name = x.Layout == OnnxLayout.Rows && HasOneOrder(x.Shape) ? x.Name : graph.Transpose(graph.AsPlaces(x).Name, 0, 2, 1);
        return new(graph.Reshape(name, 0, x.Shape.Channels, x.Shape.Height, x.Shape.Width), x.Shape, OnnxLayout.ChannelsFirst);
    }

    /// <summary>[places, rows, channels].</summary>
    public static OnnxValue AsPlacesFirst(this IOnnxGraph graph, OnnxValue x) =>
        x.Layout == OnnxLayout.PlacesFirst ? x : new(graph.Transpose(graph.AsPlaces(x).Name, 1, 0, 2), x.Shape, OnnxLayout.PlacesFirst);

    /// <summary>What a step of some shape reads: units, where places have been flattened.</summary>
    public static OnnxValue As(this IOnnxGraph graph, LayerShape shape, OnnxValue x) =>
        x.Shape == shape ? x : graph.AsRows(x) with { Shape = shape };

    /// <summary>The same, with channels where one value for each applies.</summary>
    public static OnnxValue ByChannels(this IOnnxGraph graph, LayerShape shape, OnnxValue x)
    {
        var value = graph.As(shape, x);
        return value.Layout == OnnxLayout.Rows && shape.Positions > 1 ? graph.AsPlaces(value) : value;
    }

    public static string Reshape(this IOnnxGraph graph, string value, params long[] shape) => graph.Add("Reshape", [value, graph.Constant(shape)]);

    public static string Transpose(this IOnnxGraph graph, string value, params long[] order) => graph.Add("Transpose", [value], ("perm", order));

    /// <summary>Whether channels first and channels last are the same.</summary>
    private static bool HasOneOrder(LayerShape shape) => shape.Channels == 1 || shape.Positions == 1;
}
