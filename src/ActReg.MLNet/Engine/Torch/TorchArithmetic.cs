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

    /// <inheritdoc cref="One"/>
    public static readonly Scalar Zero = 0;

    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);

    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor;
        return tensor.mul(scalar);
    }

    /// <summary>1 where an element is above 0, else 0.</summary>
    /// <remarks>In place on a copy, because libtorch is several times slower where it makes conditions.</remarks>
    public static Tensor IsPositive(this Tensor tensor)
    {
        using Scalar zero = 0;
        return tensor.clone().gt_(zero);
    }

    /// <summary>1 where an element is exactly 0, else 0.</summary>
    /// <inheritdoc cref="IsPositive" path="/remarks"/>
    public static Tensor IsZero(this Tensor tensor)
    {
        using Scalar zero = 0;
        return tensor.clone().eq_(zero);
    }

    /// <summary>Moves a running mean, in place, towards a value by a share of the difference.</summary>
    public static void Follow(this Tensor mean, Tensor value, double share)
    {
        using Scalar scalar = share;
        using var weight = full([], scalar, ScalarType.Float32, mean.device);
        mean.lerp_(value, weight);
    }
}
