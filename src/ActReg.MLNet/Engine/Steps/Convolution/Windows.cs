namespace ActReg.MLNet;

/// <summary>The windows of a convolution or pooling over an image; over a sequence, which is an image of height 1.</summary>
/// <param name="Height">Where they lie in the rows.</param>
/// <param name="Width">Where they lie in the columns.</param>
/// <param name="Channels">The values at each place.</param>
internal sealed record Windows(WindowAxis Height, WindowAxis Width, int Channels)
{
    public Windows(LayerShape input, Window window)
        : this(
            new WindowAxis(input.Height, window.Size.Height, window.Strides.Height, window.DilationRate.Height, window.Padding),
            new WindowAxis(input.Width, window.Size.Width, window.Strides.Width, window.DilationRate.Width, window.Padding), input.Channels)
    {
    }

    /// <summary>Those of a transposed convolution, which lie in its output, one for each pixel of its input.</summary>
    /// <exception cref="OverflowException">The output is too large.</exception>
    public static Windows OfPixels(LayerShape input, Window window, int filters)
    {
        var windows = new Windows(input, window);
        return new(WindowAxis.OfWindows(input.Height, windows.Height), WindowAxis.OfWindows(input.Width, windows.Width), filters);
    }

    /// <summary>How many there are.</summary>
    public int Count => checked(Height.Output * Width.Output);

    /// <summary>The places that each has.</summary>
    public int Size => checked(Height.Size * Width.Size);

    /// <summary>The values of the input, padding included.</summary>
    public Int128 PaddedSize => (Int128)Height.PaddedInput * Width.PaddedInput * Channels;

    public bool HasPadding => Height.Before + Height.After + Width.Before + Width.After > 0;

    /// <summary>What is made of an input where each window gives one place.</summary>
    public LayerShape Output(LayerShape input, int channels) =>
        input with { Height = Height.Output, Width = Width.Output, Channels = channels };

    /// <summary>How many of a window's places are not padding.</summary>
    public int PlacesInside(int row, int column) => CountInside(Height, row) * CountInside(Width, column);

    private static int CountInside(WindowAxis axis, int window) => axis.Inside(window).GetOffsetAndLength(axis.Size).Length;
}
