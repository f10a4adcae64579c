using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet;

/// <summary>
/// Convolutions of groups of channels. With some processors (AMD's with 512-bit vectors, libtorch 2.10) libtorch computes them wrong without a word: there each group is convolved by itself.
/// </summary>
internal static class TorchGroups
{
    private const double Tolerance = 1e-3;

    private static readonly Lazy<bool> AreRight = new(Check);

    /// <summary>As <c>conv2d</c>, without padding.</summary>
    public static Tensor Convolve(Tensor image, Tensor kernel, Tensor? bias, long[] strides, long[] dilations, int groups) =>
        groups == 1 || image.device.type != DeviceType.CPU || AreRight.Value
            ? functional.conv2d(image, kernel, bias, strides, [0, 0], dilations, groups) : OneByOne(image, kernel, bias, strides, dilations, groups);

    /// <summary>The same, group by group.</summary>
    public static Tensor OneByOne(Tensor image, Tensor kernel, Tensor? bias, long[] strides, long[] dilations, int groups)
    {
        var (images, kernels, biases) = (image.chunk(groups, 1), kernel.chunk(groups, 0), bias?.chunk(groups, 0));
        return cat([.. Enumerable.Range(0, groups).Select(group => functional.conv2d(images[group], kernels[group], biases?[group], strides, [0, 0], dilations))], 1);
    }

    private static bool Check()
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        return IsRight(channels: 4, filters: 6, groups: 2) && IsRight(channels: 4, filters: 4, groups: 4) && IsRight(channels: 3, filters: 21, groups: 3);
    }

    /// <summary>Whether outputs, and the gradient by the kernel, are those of each group by itself.</summary>
    private static bool IsRight(int channels, int filters, int groups)
    {
        var image = arange(2 * channels * 30, dtype: ScalarType.Float32).sin().view(2, channels, 5, 6);
        var (together, expected) = (Run(Together), Run((x, w) => OneByOne(x, w, null, [1, 1], [1, 1], groups)));
        return together.Output.allclose(expected.Output, Tolerance, Tolerance) && together.Gradient.allclose(expected.Gradient, Tolerance, Tolerance);

        Tensor Together(Tensor x, Tensor w) => functional.conv2d(x, w, null, [1, 1], [0, 0], [1, 1], groups);

        (Tensor Output, Tensor Gradient) Run(Func<Tensor, Tensor, Tensor> convolve)
        {
            var kernel = arange(filters * (channels / groups) * 6, dtype: ScalarType.Float32).cos().view(filters, channels / groups, 2, 3).requires_grad_();
            var output = convolve(image, kernel);
            output.square().sum().backward();
            return (output.detach(), kernel.grad!);
        }
    }
}
