namespace ActReg.MLNet;

/// <summary>What features contribute to a row's score.</summary>
/// <param name="Output">Which of the row's scores: 0 where there is one, or the place of a class, a label or a quantile.</param>
/// <param name="Score">The row's score: a logit in binary classification, a class's probability in multiclass classification, else a prediction.</param>
/// <param name="BaselineScore">The baseline's.</param>
/// <param name="Values">What each feature contributes, in the order of the features. By integrated gradients they add up to the score less the baseline's.</param>
public sealed record RowContributions(int Output, float Score, float BaselineScore, IReadOnlyList<float> Values);
