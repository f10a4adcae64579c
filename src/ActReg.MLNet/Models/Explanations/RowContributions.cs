namespace ActReg.MLNet;

/// <summary>What features contribute to a row's score.</summary>
/// <param name="Row">The row's place in the data, from 0 on: rows whose features the network cannot read are left out.</param>
/// <param name="Output">Which of the row's scores: 0 where there is one, or the place of a class, a label or a quantile.</param>
/// <param name="Score">The row's score: a logit in binary classification, a class's probability in multiclass classification, else a prediction.</param>
/// <param name="BaselineScore">The baseline's.</param>
/// <param name="Values">What each feature contributes, in the order of the features.</param>
public sealed record RowContributions(long Row, int Output, float Score, float BaselineScore, IReadOnlyList<float> Values)
{
    /// <summary>
    /// What contributions do not add up to: the score less the baseline's, less their sum. By integrated gradients next to nothing, but where values within the network leave the range
    /// of <see cref="float"/>, or where features are so far from the baseline that the way to them cannot be followed.
    /// </summary>
    public double Residual => (double)Score - BaselineScore - Values.Sum(value => (double)value);
}
