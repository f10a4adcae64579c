using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of convolution and pooling, over images; a sequence is one of height 1.</summary>
internal static class TorchConvolution
{
    /// <param name="step">The convolution.</param>
    /// <param name="x">Its input, of shape [rows, values].</param>
    /// <param name="weights">The network's weights.</param>
    public static Tensor Apply(ConvolutionStep step, Tensor x, TorchParameters weights)
    {
        var windows = step.Windows;
        // As Torch has it: [filters, channels, height, width]. Where it stands by itself: libtorch computes no gradient by a view of one filter.
        var kernel = weights[step.Kernel].view(windows.Height.Size, windows.Width.Size, windows.Channels / step.Groups, step.Shape.Channels)
            .permute(3, 2, 0, 1).contiguous();
        var image = Pad(Image(x, windows), windows, 0);
        var (rows, height) = OneWindow(image, 2, windows.Height);
        var (columns, width) = OneWindow(rows, 3, windows.Width);
        return Rows(functional.conv2d(
            columns, kernel, weights[step.Bias], [height, width], [0, 0],
            [windows.Height.Dilation, windows.Width.Dilation], step.Groups));
    }

    /// <param name="step">The transposed convolution.</param>
    /// <param name="x">Its input, of shape [rows, values].</param>
    /// <param name="weights">The network's weights.</param>
    public static Tensor Apply(TransposedConvolutionStep step, Tensor x, TorchParameters weights)
    {
        var (height, width) = (step.Windows.Height, step.Windows.Width);
        // As Torch has it: [channels, filters, height, width].
        var kernel = weights[step.Kernel].view(height.Size, width.Size, step.Shape.Channels, step.Channels).permute(3, 2, 0, 1).contiguous();
        var image = x.view(-1, height.Output, width.Output, step.Channels).permute(0, 3, 1, 2);
        var whole = functional.conv_transpose2d(
            image, kernel, null, [Stride(height), Stride(width)], [0, 0], [0, 0], [height.Dilation, width.Dilation]);
        // What lies in the padding is cut off, and after windows that leave a part of their stride out zeros are missing.
        var cut = functional.pad(
            whole,
            [
                -width.Before, width.Before + width.Input - whole.shape[3],
                -height.Before, height.Before + height.Input - whole.shape[2],
            ],
            PaddingModes.Constant, 0);
        return Rows(cut + weights[step.Bias].view(-1, 1, 1));

        // A gradient is a convolution of one window: see below.
        static long Stride(WindowAxis axis) => axis.Output == 1 ? 1 : axis.Stride;
    }

    /// <summary>
    /// An image that one window covers along a dimension has no stride there: libtorch's own convolution mixes up rows of images of one
    /// channel where it has.
    /// </summary>
    private static (Tensor Image, long Stride) OneWindow(Tensor image, int dimension, WindowAxis axis) =>
        axis.Output == 1 ? (image.narrow(dimension, 0, axis.Extent), 1) : (image, axis.Stride);

    /// <param name="step">The pooling.</param>
    /// <param name="x">Its input, of shape [rows, values].</param>
    public static Tensor Apply(PoolingStep step, Tensor x)
    {
        var windows = step.Windows;
        long[] size = [windows.Height.Size, windows.Width.Size];
        long[] stride = [windows.Height.Stride, windows.Width.Stride];
        var image = Image(x, windows);
        if (step.Pooling == PoolingKind.Max)
            return Rows(functional.max_pool2d(Pad(image, windows, double.NegativeInfinity), size, stride));
        var means = functional.avg_pool2d(Pad(image, windows, 0), size, stride);
        return Rows(windows.HasPadding ? means * PaddingFactors(windows, x.device) : means);
    }

    /// <summary>From means over whole windows to those over what is not padding, of shape [rows, columns].</summary>
    private static Tensor PaddingFactors(Windows windows, Device device)
    {
        var factors = new float[windows.Height.Output, windows.Width.Output];
        for (var row = 0; row < windows.Height.Output; row++)
        {
            for (var column = 0; column < windows.Width.Output; column++)
                factors[row, column] = (float)windows.Size / windows.PlacesInside(row, column);
        }

        return from_array(factors, device);
    }

    /// <summary>As Torch has images: [rows, channels, height, width].</summary>
    private static Tensor Image(Tensor x, Windows windows) =>
        x.view(-1, windows.Height.Input, windows.Width.Input, windows.Channels).permute(0, 3, 1, 2);

    /// <summary>As we have them: [rows, values], with the channels last.</summary>
    private static Tensor Rows(Tensor image) => image.permute(0, 2, 3, 1).reshape(image.shape[0], -1);

    private static Tensor Pad(Tensor image, Windows windows, double value) => windows.HasPadding
        ? functional.pad(
            image, [windows.Width.Before, windows.Width.After, windows.Height.Before, windows.Height.After],
            PaddingModes.Constant, value)
        : image;
}
