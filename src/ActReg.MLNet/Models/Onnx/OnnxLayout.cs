namespace ActReg.MLNet;

/// <summary>How a graph lays out what a layer puts out. Operators want it differently, and to bring one into another takes time.</summary>
internal enum OnnxLayout
{
    /// <summary>[rows, values], the channels last, as the engines have it.</summary>
    Rows,

    /// <summary>[rows, places, channels].</summary>
    Places,

    /// <summary>[rows, channels, height, width]: convolutions.</summary>
    ChannelsFirst,

    /// <summary>[timesteps, rows, features]: recurrent layers; or [members, rows, units].</summary>
    PlacesFirst,
}
