using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How activity penalties change during training: each layer's is multiplied by a factor, its strength, that begins at 1.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "penaltySchedule")]
[JsonDerivedType(typeof(WarmUpPenalties), "warmUp")]
public abstract record ActivityPenaltySchedule
{
    private protected ActivityPenaltySchedule()
    {
    }

    /// <summary>Rises evenly from 0 at the first step to 1 after some epochs.</summary>
    /// <param name="epochs">Those epochs, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is less than 1.</exception>
    public static ActivityPenaltySchedule WarmUp(int epochs) => new WarmUpPenalties(epochs);

    /// <summary>Sets the strengths of the step that comes next.</summary>
    /// <param name="strengths">One per penalized layer; those of the step before, or all 1.</param>
    /// <param name="zeroFractions">The share of each one's outputs that were exactly 0 in the step before; NaN before the first.</param>
    /// <param name="moment">The step.</param>
    internal abstract void Adjust(Span<double> strengths, ReadOnlySpan<double> zeroFractions, TrainingMoment moment);
}
