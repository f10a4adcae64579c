namespace ActReg.MLNet;

/// <summary>What a convolution or pooling makes one place of; over a sequence, which is an image of height 1, too.</summary>
/// <param name="Size">The places that it has.</param>
/// <param name="Strides">From one window to the next.</param>
/// <param name="DilationRate">From one of a window's places to the next.</param>
/// <param name="Padding">What happens at the edges.</param>
internal readonly record struct Window(Size2D Size, Size2D Strides, Size2D DilationRate, Padding Padding)
{
    public static Window OfTimesteps(int size, int strides, int dilationRate, Padding padding) =>
        new((1, size), (1, strides), (1, dilationRate), padding);
}
