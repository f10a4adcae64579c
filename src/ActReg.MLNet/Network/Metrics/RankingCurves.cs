namespace ActReg.MLNet;

/// <summary>Areas under curves that a threshold draws as it falls from the highest score to the lowest.</summary>
internal static class RankingCurves
{
    /// <summary>Under the share of positives above it, over the share of negatives above it.</summary>
    public static double AreaUnderRoc(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double area = 0, positives = 0, negatives = 0;
        foreach (var step in Steps(scores, labels, weights))
        {
            area += step.Negatives * (positives + step.Positives / 2);
            positives += step.Positives;
            negatives += step.Negatives;
        }

        return area / (positives * negatives);
    }

    /// <summary>Under the share of positives among the rows above it, over the share of all positives that these are.</summary>
    public static double AreaUnderPrecisionRecall(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        double area = 0, positives = 0, negatives = 0, precision = 1;
        foreach (var step in Steps(scores, labels, weights))
        {
            positives += step.Positives;
            negatives += step.Negatives;
            var next = positives / (positives + negatives);
            area += step.Positives * (precision + next) / 2;
            precision = next;
        }

        return area / positives;
    }

    /// <summary>What rows of each class weigh, for each distinct score from the highest down.</summary>
    private static List<(double Positives, double Negatives)> Steps(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var sorted = scores.ToArray();
        Array.Sort(sorted, order);
        var steps = new List<(double Positives, double Negatives)>();
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            var isPositive = labels[order[i]] > 0.5f;
            double weight = weights[order[i]];
            var step = isPositive ? (weight, 0.0) : (0.0, weight);
            if (i == sorted.Length - 1 || sorted[i] != sorted[i + 1])
                steps.Add(step);
            else
                steps[^1] = (steps[^1].Positives + step.Item1, steps[^1].Negatives + step.Item2);
        }

        return steps;
    }
}
