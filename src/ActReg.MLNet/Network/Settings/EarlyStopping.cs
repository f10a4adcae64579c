using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Ends training when a figure stops getting better; Keras's callback of the same name.</summary>
/// <remarks>
/// Beside an <see cref="ActivityPenaltySchedule"/> it begins to watch when penalties have come to where that leads: after the epochs of the
/// warm-up, or once every penalized layer has, on average over an epoch, at most 1.1 times the active outputs asked for.
/// Earlier epochs are those of another model than the one asked for.
/// </remarks>
public sealed record EarlyStopping
{
    /// <param name="monitor">What to watch; by default <see cref="TrainingMetric.ValidationDataLoss"/>. Figures of validation need a validation set.</param>
    /// <param name="patience">The epochs without a better figure after which training ends, at least 1.</param>
    /// <param name="minDelta">By how much a figure must beat the best one to be better, finite and at least 0; an absolute amount.</param>
    /// <param name="startEpoch">The first epoch to watch, at least 1.</param>
    /// <param name="restoreBestWeights">Whether the model has the weights of the best epoch, rather than those of the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    [JsonConstructor]
    public EarlyStopping(
        TrainingMetric? monitor = null, int patience = 10, float minDelta = 0, int startEpoch = 1,
        bool restoreBestWeights = true)
    {
        Monitor = monitor ?? TrainingMetric.ValidationDataLoss;
        Patience = Require.AtLeast(1, patience);
        MinDelta = Require.NotNegative(minDelta);
        StartEpoch = Require.AtLeast(1, startEpoch);
        RestoreBestWeights = restoreBestWeights;
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public override string ToString() => RecordText.Of(this, "", PrintMembers);

    /// <summary>What is watched.</summary>
    public TrainingMetric Monitor { get; }

    /// <summary>The epochs without a better figure after which training ends.</summary>
    public int Patience { get; }

    /// <summary>By how much a figure must beat the best one to be better.</summary>
    public float MinDelta { get; }

    /// <summary>The first epoch that is watched.</summary>
    public int StartEpoch { get; }

    /// <summary>Whether the model has the weights of the best epoch.</summary>
    public bool RestoreBestWeights { get; }
}
