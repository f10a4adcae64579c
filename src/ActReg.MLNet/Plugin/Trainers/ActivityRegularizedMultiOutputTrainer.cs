using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to predict several numbers at once, such as a forecast's steps, by the mean of their losses.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp</c> and <c>ActivityRegularizedMultiOutputNetwork</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, best on one scale (<c>NormalizeMeanVariance</c>); the label, a known-size vector of
/// <see cref="float"/>, each of which is standardized by itself; optionally a weight, <see cref="float"/>. Output column: Score, as many predictions in
/// the labels' own units, with their slot names.</para>
/// <para>Rows with a feature, label or weight that is missing or infinite, or a weight that is not above 0, are skipped with a warning. A feature that is not finite
/// scores NaN. <c>mlContext.Regression.EvaluateMultiOutput</c> measures what it predicts.</para>
/// </remarks>
public sealed class ActivityRegularizedMultiOutputTrainer : VectorTrainerBase
{
    private const string LoadName = "ActivityRegularizedMultiOutput";

    internal ActivityRegularizedMultiOutputTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : base(env, LoadName, new MultiOutputTrainerTask(), options)
    {
    }
}
