using System.Globalization;

namespace ActReg.MLNet;

/// <summary>The loss or a weight became infinite or not a number. What was learned before is not lost.</summary>
public sealed class TrainingDivergedException : InvalidOperationException
{
    /// <param name="what">What became what, in which epoch.</param>
    /// <param name="history">The epochs before it.</param>
    /// <param name="weights">The weights to hand out.</param>
    /// <param name="bestEpoch">The epoch that they are of, where early stopping chose it; else that is the last one.</param>
    /// <param name="penaltyOption">The option that penalizes outputs.</param>
    internal TrainingDivergedException(
        string what, IReadOnlyList<EpochMetrics> history, IReadOnlyList<WeightTensor> weights, int? bestEpoch, string penaltyOption)
        : base(Text(what, history, bestEpoch, penaltyOption))
    {
        History = history;
        Weights = weights;
    }

    /// <summary>What each epoch measured whose loss was finite and which left all weights finite, in order.</summary>
    public IReadOnlyList<EpochMetrics> History { get; }

    /// <summary>
    /// All finite, as <see cref="TrainingOptions.InitialWeights"/> takes them: those of the best epoch, if
    /// <see cref="EarlyStopping"/> was to restore them; else those after the last epoch of <see cref="History"/>, or, where it is
    /// empty, those that training began with.
    /// </summary>
    public IReadOnlyList<WeightTensor> Weights { get; }

    private static string Text(string what, IReadOnlyList<EpochMetrics> history, int? bestEpoch, string penaltyOption)
    {
        var last = history.Count == 0
            ? "There was no epoch before it"
            : string.Create(
                CultureInfo.InvariantCulture, $"The last finite loss was {history[^1].Loss:G6}, in epoch {history[^1].Epoch}");
        var weights = history.Count == 0 ? "that training began with"
            : bestEpoch == null ? $"after epoch {history[^1].Epoch}" : $"of epoch {bestEpoch}, the best,";
        return $"Training diverged: {what}. {last}. The weights {weights} are in this exception's Weights, and can be used as "
            + $"initialWeights. A smaller learningRate, normalized features or a weaker {penaltyOption} usually helps.";
    }
}
