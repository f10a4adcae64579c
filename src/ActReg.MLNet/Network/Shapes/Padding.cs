namespace ActReg.MLNet;

/// <summary>What a convolution or pooling does at the edges.</summary>
public enum Padding
{
    /// <summary>
    /// Its windows stay inside: each dimension of n values gives <c>⌊(n - extent) / stride⌋ + 1</c>, with
    /// <c>extent = (size - 1) dilation + 1</c>.
    /// </summary>
    Valid,

    /// <summary>
    /// Zeros around give <c>⌈n / stride⌉</c>; of an odd number of them, the one more comes after. Pooling leaves them out: they are
    /// no maximum, and do not count in an average. As in TensorFlow.
    /// </summary>
    Same,
}
