using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>What features must be where an embedding reads them.</summary>
internal static class EmbeddedValues
{
    /// <summary>Whether each is one of the numbers.</summary>
    /// <param name="values">Of any number of rows; those that sparse ones leave out are 0, which is one of the numbers.</param>
    /// <param name="valueCount">The numbers that they can be: 0 to one less than this.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static bool AreAll(ReadOnlySpan<float> values, int valueCount)
    {
        foreach (var value in values)
        {
            if (!IsOne(value, valueCount))
                return false;
        }

        return true;
    }

    public static bool IsOne(float value, int valueCount) => value >= 0 && value < valueCount && value == MathF.Floor(value);

    public static string? Problem(float value, int feature, int valueCount) =>
        IsOne(value, valueCount) ? null : Rule.Broken(
            $"features[{feature}]", $"must be a whole number from 0 to {valueCount - 1}, as the embedding asks", value);
}
