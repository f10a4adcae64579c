namespace ActReg.MLNet;

/// <summary>What a pooling layer makes of a window's values, channel by channel.</summary>
public enum PoolingKind
{
    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
