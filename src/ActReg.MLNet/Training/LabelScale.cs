namespace ActReg.MLNet;

/// <summary>How a regression network's labels were standardized: <c>(label - Mean) / Deviation</c>.</summary>
/// <param name="Mean">The training set's weighted mean.</param>
/// <param name="Deviation">The training set's weighted standard deviation, the root of the mean squared difference; 1 where all labels are the same.</param>
internal sealed record LabelScale(float Mean, float Deviation)
{
    public static LabelScale Of(TrainingSet set)
    {
        double weight = 0, mean = 0, squares = 0;
        for (var row = 0; row < set.RowCount; row++)
        {
            // Welford's update, weighted: sums of squares would cancel where the mean is large.
            double rowWeight = set.Weights?[row] ?? 1;
            weight += rowWeight;
            var difference = set.Labels[row] - mean;
            mean += difference * rowWeight / weight;
            squares += rowWeight * difference * (set.Labels[row] - mean);
        }

        var deviation = (float)Math.Sqrt(squares / weight);
        return new LabelScale((float)mean, deviation > 0 ? deviation : 1);
    }

    public TrainingSet Standardize(TrainingSet set) =>
        set with { Labels = [.. set.Labels.Select(label => (float)(((double)label - Mean) / Deviation))] };

    public float Undo(float output) => output * Deviation + Mean;
}
