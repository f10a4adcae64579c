using System.Runtime.CompilerServices;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What features must be where an embedding reads them.</summary>
internal static class EmbeddedValues
{
    /// <summary>What is wrong with a row; <see langword="null"/> where nothing is.</summary>
    /// <param name="features">The row, all finite; those that a sparse one leaves out are 0, which is one of the numbers.</param>
    /// <param name="valueCount">The numbers that they can be: 0 to one less than this.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static string? Problem(in VBuffer<float> features, int valueCount)
    {
        foreach (var (feature, value) in features.Items())
        {
            if (Problem(value, feature, valueCount) is { } problem)
                return problem;
        }

        return null;
    }

    public static bool IsOne(float value, int valueCount) => value >= 0 && value < valueCount && value == MathF.Floor(value);

    public static string? Problem(float value, int feature, int valueCount) =>
        IsOne(value, valueCount) ? null : Rule.Broken(
            $"features[{feature}]", $"must be a whole number from 0 to {valueCount - 1}, as the embedding asks", value);
}
