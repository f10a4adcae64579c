using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>What the first step of a network takes for a feature: any finite number by default.</summary>
/// <param name="Count">Where an embedding looks features up, the numbers that there are: 0 to one less than this.</param>
/// <param name="MayBeMissing">Whether a feature may be missing, which is not a number.</param>
internal readonly record struct FeatureDomain(int? Count = null, bool MayBeMissing = false)
{
    /// <summary>Whether all features are such, of any number of rows; of sparse ones those that there are.</summary>
    public bool AreAll(ReadOnlySpan<float> features) =>
        Count is { } count ? EmbeddedValues.AreAll(features, count) : MayBeMissing ? FiniteValues.NoneIsInfinite(features) : FiniteValues.AreAll(features);

    /// <summary>What is wrong with a feature of a row; <see langword="null"/> where nothing is.</summary>
    public string? Problem(float value, int feature) =>
        MayBeMissing && float.IsNaN(value) ? null
        : Rule.Finite(value, $"features[{feature}]") ?? (Count is { } count ? EmbeddedValues.Problem(value, feature, count) : null);

    /// <summary>What is wrong with a row; <see langword="null"/> where nothing is.</summary>
    /// <param name="features">The row; those that a sparse one leaves out are 0.</param>
    public string? Problem(in VBuffer<float> features)
    {
        if (AreAll(features.GetValues()))
            return null;
        foreach (var (feature, value) in features.Items())
        {
            if (Problem(value, feature) is { } problem)
                return problem;
        }

        return null;
    }
}
