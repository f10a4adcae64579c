using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How activity penalties change during training: each layer's is multiplied by a factor, its strength, that begins at 1.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "penaltySchedule")]
[JsonDerivedType(typeof(WarmUpPenalties), "warmUp")]
[JsonDerivedType(typeof(TargetSparsityPenalties), "targetSparsity")]
[JsonDerivedType(typeof(TargetActiveUnitsPenalties), "targetActiveUnits")]
public abstract record ActivityPenaltySchedule
{
    private protected ActivityPenaltySchedule()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Penalties", PrintMembers);

    /// <summary>Rises evenly from 0 at the first step to 1 after some epochs.</summary>
    /// <param name="epochs">Those epochs, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is less than 1.</exception>
    public static ActivityPenaltySchedule WarmUp(int epochs) => new WarmUpPenalties(epochs);

    /// <summary>
    /// Adjusts each penalized layer's strength after every step so that a given share of its outputs becomes exactly 0, whatever
    /// strength that takes. The layers must end in a function that can be 0, <see cref="Activation.Relu"/>.
    /// </summary>
    /// <remarks>
    /// <para>With <c>a</c> the share of outputs that were not 0 in a step, by row weight, <c>A</c> the share asked for and
    /// <c>e = log(a/A)</c>, at most log 10 in size, each step multiplies the strength by <c>exp(3 (e - e') + 3 e/T)</c>. <c>T</c>
    /// is the steps of <paramref name="epochs"/>, <c>e'</c> the <c>e</c> of the step before. That is a proportional and integral
    /// controller on the strength's logarithm: it pushes until the gap closes at the rate <c>1/T</c>, and eases off where it
    /// closes faster, since units of a ReLU that overshooting kills do not come back. Strengths stay between 0.0001 and
    /// 10,000.</para>
    /// <para>Start from a weak regularizer, such as <c>L1(1e-4f)</c>: the schedule makes it as strong as needed, but does not
    /// revive what a strong one has killed. Where a layer is sparser than asked for without any penalty, its strength falls, in
    /// the end to its lower bound, and its zero fraction stays above the target. Where training is too short, the strength still
    /// rises at its end. <see cref="EpochMetrics.Activities"/> shows both.</para>
    /// </remarks>
    /// <param name="zeroFraction">The share of outputs to be 0, above 0 and below 1.</param>
    /// <param name="epochs">
    /// In how many epochs the gap is to fall to about a third (1/e), at least 1; by default in a tenth of the training's, but no
    /// less than 150 steps.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityPenaltySchedule TargetSparsity(float zeroFraction, int? epochs = null) =>
        new TargetSparsityPenalties(zeroFraction, epochs);

    /// <summary>
    /// <see cref="TargetSparsity"/> by number (L0): adjusts each penalized layer's strength so that a row has this many outputs
    /// that are not 0, on average.
    /// </summary>
    /// <param name="units">
    /// The number per row, finite, above 0 and below the units of every layer that has an activity regularizer. Of a sequence or an image, all
    /// places of the row together; of masked timesteps it keeps the share that this number is of all outputs.
    /// </param>
    /// <param name="epochs">As of <see cref="TargetSparsity"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityPenaltySchedule TargetActiveUnits(float units, int? epochs = null) =>
        new TargetActiveUnitsPenalties(units, epochs);

    /// <summary>Whether it goes by how many outputs are 0, which only layers that end in such a function have.</summary>
    internal virtual bool CountsZeros => false;

    /// <summary>The number of active units that it steers to, if it goes by number.</summary>
    internal virtual float? MostActiveUnits => null;

    /// <summary>Whether it had come, in an epoch, to where it leads: before that, no epoch can be judged as the last.</summary>
    /// <param name="metrics">The epoch.</param>
    /// <param name="units">Those of each penalized layer.</param>
    internal abstract bool HasArrived(EpochMetrics metrics, IReadOnlyList<int> units);

    /// <summary>Sets the strengths of the step that comes next.</summary>
    /// <param name="strengths">One per penalized layer; those of the step before, or all 1.</param>
    /// <param name="sparsity">Of the same layers.</param>
    /// <param name="moment">The step.</param>
    internal abstract void Adjust(Span<double> strengths, RecentSparsity sparsity, TrainingMoment moment);
}
