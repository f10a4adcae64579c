namespace ActReg.MLNet;

/// <summary>How many networks can score together.</summary>
internal static class EnsembleSize
{
    /// <summary>What a model file may have.</summary>
    public const int Most = 1 << 16;
}
