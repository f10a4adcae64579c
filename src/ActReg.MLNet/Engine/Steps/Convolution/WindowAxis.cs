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
    public long Extent => (Size - 1L) * Dilation + 1;

    /// <summary>The dimension in which windows lie that are given: what a transposed convolution puts out, by Keras's rule.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="axis">How they lie.</param>
    /// <exception cref="OverflowException">It is too long.</exception>
    public static WindowAxis OfWindows(int windows, WindowAxis axis)
    {
        var rest = axis.Padding == Padding.Valid ? Math.Max(axis.Extent - axis.Stride, 0) : 0;
        return axis with { Input = checked((int)((long)windows * axis.Stride + rest)) };
    }

    /// <summary>The windows; less than 1 where there is no room for one.</summary>
    public int Output => Padding == Padding.Same ? (Input - 1) / Stride + 1 : Input < Extent ? 0 : (int)((Input - Extent) / Stride) + 1;

    /// <summary>The values along it, and the zeros before and after them. Where they are no more than an <see cref="int"/>, no place is.</summary>
    public long PaddedInput => Input + Missing;

    /// <summary>The zeros before the first value.</summary>
    public int Before => (int)(Missing / 2);

    /// <summary>The zeros after the last value.</summary>
    public int After => (int)(Missing - Before);

    private long Missing => Padding == Padding.Same ? Math.Max((Output - 1L) * Stride + Extent - Input, 0) : 0;

    /// <summary>Where one of a window's values is; outside the dimension, it is padding.</summary>
    public int Place(int window, int value) => window * Stride - Before + value * Dilation;

    public bool Has(int place) => (uint)place < (uint)Input;

    /// <summary>Whether none of a window's values is padding.</summary>
    public bool HasAll(int window) => Has(Place(window, 0)) && Has(Place(window, Size - 1));

    /// <summary>Which of a window's values are not padding: they stand together.</summary>
    public Range Inside(int window)
    {
        var start = Place(window, 0);
        var first = start < 0 ? (-start - 1) / Dilation + 1 : 0;
        var end = start < Input ? (Input - 1 - start) / Dilation + 1 : 0;
        return Math.Min(first, Size)..Math.Min(end, Size);
    }
}
