namespace ActReg.MLNet;

/// <summary>The loss of what a row scores.</summary>
/// <param name="scores">The row's.</param>
/// <param name="label">Its label; of classes, the index.</param>
internal delegate double ScoreLoss(ReadOnlySpan<float> scores, float label);

/// <summary>The losses of the three tasks, in double precision.</summary>
internal static class ScoreLosses
{
    /// <summary>Cross-entropy of a logit, in natural units: <c>log(1 + exp(z)) - y z</c>.</summary>
    public static double OfLogit(ReadOnlySpan<float> scores, float label) => OfLogit((double)scores[0], label);

    /// <inheritdoc cref="OfLogit(ReadOnlySpan{float}, float)"/>
    public static double OfLogit(double score, float label)
    {
        var logit = label > 0.5f ? -score : score;
        return Math.Max(logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
    }

    /// <summary>Cross-entropy of probabilities, in natural units, with the smallest <see cref="float"/> for 0.</summary>
    public static double OfProbabilities(ReadOnlySpan<float> scores, float label) => -Math.Log(Math.Max(scores[(int)label], float.Epsilon));

    /// <summary>Squared error.</summary>
    public static double OfPrediction(ReadOnlySpan<float> scores, float label) => ((double)scores[0] - label) * ((double)scores[0] - label);
}
