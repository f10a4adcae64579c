namespace ActReg.MLNet;

/// <summary>Computes a metric on the validation set.</summary>
/// <param name="scores">
/// What the model puts into the column Score: in binary classification each row's logit; in multiclass classification, row after row, the
/// probabilities of all classes in the order of the keys; in regression each row's prediction, in the label's own units.
/// </param>
/// <param name="labels">Of each row: 0 or 1; the number of the class, counted from 0; or the label in its own units.</param>
/// <param name="weights">Of each row; 1 where there is no weight column.</param>
/// <returns>The metric, a number.</returns>
public delegate double ValidationMetricFunction(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);
