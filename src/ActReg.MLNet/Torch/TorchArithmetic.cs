using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Tensors with numbers, safe from garbage collections. The Torch code uses these instead of TorchSharp's operators.</summary>
/// <remarks>
/// TorchSharp turns each number into a <see cref="Scalar"/> and keeps only its handle while libtorch works, so a collection at
/// that moment frees what is still read: an exception, or a wrong number. Adding two tensors makes one too, the factor 1.
/// </remarks>
internal static class TorchArithmetic
{
    /// <summary>Lives as long as the process; first used after libtorch is loaded.</summary>
    public static readonly Scalar One = 1;

    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);

    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor.mul(scalar);
    }

    /// <summary>Whether an element is above the threshold.</summary>
    public static Tensor Above(this Tensor tensor, double threshold)
    {
        using Scalar scalar = threshold;
        return tensor.gt(scalar);
    }

    /// <summary>Whether an element is exactly 0.</summary>
    public static Tensor IsZero(this Tensor tensor)
    {
        using Scalar zero = 0;
        return tensor.eq(zero);
    }

    /// <summary>Moves a running mean, in place, towards a value by a share of the difference.</summary>
    public static void Follow(this Tensor mean, Tensor value, double share)
    {
        using Scalar kept = 1 - share;
        using Scalar added = share;
        mean.mul_(kept).add_(value, added);
    }
}
