using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet;

/// <summary>Convolutions of groups of channels.</summary>
internal static class TorchGroups
{
    /// <summary>As <c>conv2d</c>, without padding.</summary>
    /// <remarks>
    /// On processors each group is convolved by itself: with some of them (an AMD EPYC with 512-bit vectors, libtorch 2.10) libtorch computes groups of images whose channels stand last wrong, without a
    /// word.
    /// </remarks>
    public static Tensor Convolve(Tensor image, Tensor kernel, Tensor bias, long[] strides, long[] dilations, int groups)
    {
        if (groups == 1 || image.device.type != DeviceType.CPU)
            return functional.conv2d(image, kernel, bias, strides, [0, 0], dilations, groups);
        var (images, kernels, biases) = (image.chunk(groups, 1), kernel.chunk(groups, 0), bias.chunk(groups, 0));
        return cat([.. Enumerable.Range(0, groups).Select(group => functional.conv2d(images[group], kernels[group], biases[group], strides, [0, 0], dilations))], 1);
    }
}
