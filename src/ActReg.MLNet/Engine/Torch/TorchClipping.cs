using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of gradient clipping.</summary>
internal static class TorchClipping
{
    /// <summary>Clips a gradient in place.</summary>
    /// <param name="clipping">The bound.</param>
    /// <param name="gradient">By all weights, flat.</param>
    /// <param name="arrays">The same, a view for each weight array.</param>
    public static void Apply(this GradientClipping clipping, Tensor gradient, Tensor[] arrays)
    {
        switch (clipping)
        {
            case ValueClipping value:
                using (Scalar low = -value.Limit, high = value.Limit)
                    gradient.clamp_(low, high);
                break;
            case NormClipping norm:
                foreach (var array in arrays)
                    Shorten(array, norm.Limit);
                break;
            case GlobalNormClipping global:
                Shorten(gradient, global.Limit);
                break;
            default:
                throw new NotSupportedException($"The Torch engine has no {clipping}.");
        }
    }

    private static void Shorten(Tensor vector, float limit)
    {
        // Squares in float overflow long before an exploding gradient does.
        var values = vector.to(ScalarType.Float64);
        var norm = values.mul(values).sum().sqrt().item<double>();
        if (!(norm > limit))
            return;
        using Scalar factor = limit / norm;
        vector.mul_(factor);
    }
}
