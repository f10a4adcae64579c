namespace ActReg.MLNet;

/// <summary>Where the windows of a convolution or pooling lie along one dimension.</summary>
/// <param name="Input">The values along it.</param>
/// <param name="Size">The values that a window has.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Dilation">From one of a window's values to the next.</param>
/// <param name="Padding">What happens at the ends.</param>
internal readonly record struct WindowAxis(int Input, int Size, int Stride, int Dilation, Padding Padding)
{
    /// <summary>From a window's first value to its last, both included.</summary>
    public int Extent => checked((Size - 1) * Dilation + 1);

    /// <summary>The windows; less than 1 where there is no room for one.</summary>
    public int Output => Padding == Padding.Same ? (Input - 1) / Stride + 1 : Input < Extent ? 0 : (Input - Extent) / Stride + 1;

    /// <summary>The zeros before the first value.</summary>
    public int Before => Missing / 2;

    /// <summary>The zeros after the last value.</summary>
    public int After => Missing - Before;

    private int Missing => Padding == Padding.Same ? Math.Max(checked((Output - 1) * Stride + Extent) - Input, 0) : 0;

    /// <summary>Where one of a window's values is; outside the dimension, it is padding.</summary>
    public int Place(int window, int value) => window * Stride - Before + value * Dilation;

    public bool Has(int place) => (uint)place < (uint)Input;
}
