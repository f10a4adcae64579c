using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>The rows that a pass over a set left out.</summary>
/// <param name="Of">All rows, left out or not.</param>
/// <param name="BadFeatures">Those with a missing or infinite feature.</param>
/// <param name="BadLabels">Of the others, those with a missing or infinite label.</param>
/// <param name="BadWeights">Of the others, those with a weight that is not finite and above 0.</param>
/// <param name="BadWindows">Of the others, those with a window that has nothing to scale by.</param>
internal readonly record struct SkippedRows(long Of, long BadFeatures, long BadLabels, long BadWeights, long BadWindows = 0)
{
    public long Count => BadFeatures + BadLabels + BadWeights + BadWindows;

    /// <summary>Counts them in one warning, if there are any.</summary>
    /// <param name="channel">Where it goes.</param>
    /// <param name="what">What the set is.</param>
    public void Warn(IChannel channel, string what)
    {
        (long Count, string What)[] reasons =
        [
            (BadFeatures, "with a missing or infinite feature"),
            (BadLabels, "with a missing or infinite label"),
            (BadWeights, "with a weight that is not finite and above 0"),
            (BadWindows, "with a series window that does not vary"),
        ];
        if (Count > 0)
        {
            channel.Warning(
                "Skipped {0} of the {1} rows of the {2}: {3}.", Count, Of, what,
                string.Join(", ", reasons.Where(reason => reason.Count > 0).Select(reason => $"{reason.Count} {reason.What}")));
        }
    }
}
