using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to predict several quantiles of a number at once, which do not cross, by the mean of their pinball losses.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp</c> and <c>ActivityRegularizedQuantileNetwork</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, best on one scale (<c>NormalizeMeanVariance</c>); the label, <see cref="float"/>,
/// which is standardized inside; optionally a weight, <see cref="float"/>. Output column: Score, the quantiles in the label's own units, never descending, with their shares as
/// slot names.</para>
/// <para>A row's outputs are brought into ascending order, in training as in scoring (V. Chernozhukov, I. Fernández-Val and A. Galichon, "Quantile and probability curves
/// without crossing", 2010). The output layer's biases begin at the quantiles of all labels.</para>
/// <para>Rows with a feature, label or weight that is missing or infinite, or a weight that is not above 0, are skipped with a warning. A feature that is not finite
/// scores NaN. <c>mlContext.Regression.EvaluateQuantiles</c> measures what it predicts, and <c>mlContext.Regression.ConformalInterval</c> makes intervals of it that
/// hold what they promise.</para>
/// </remarks>
public sealed class ActivityRegularizedQuantileTrainer : VectorTrainerBase
{
    private const string LoadName = "ActivityRegularizedQuantile";

    internal ActivityRegularizedQuantileTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : base(env, LoadName, new QuantileTrainerTask(), options)
    {
    }
}
