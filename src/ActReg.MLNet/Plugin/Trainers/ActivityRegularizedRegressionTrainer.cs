using Microsoft.ML;
using Microsoft.ML.Runtime;
using Transformer = Microsoft.ML.Data.RegressionPredictionTransformer<ActReg.MLNet.NetworkModelParameters>;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to predict a number, by squared, absolute or Huber error, as a quantile, or as the mean of counts or costs.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.Regression.Trainers.ActivityRegularizedMlp</c> and <c>ActivityRegularizedNetwork</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, best on one scale (<c>NormalizeMeanVariance</c>); the
/// label, <see cref="float"/>, which is standardized inside, but for <see cref="RegressionLoss.Poisson"/> and <see cref="RegressionLoss.Gamma"/>; optionally a weight, <see cref="float"/>. Output column: Score, the
/// prediction in the label's own units.</para>
/// <para>Rows with a feature, label or weight that is missing or infinite, or a weight that is not above 0, are skipped with a
/// warning. A feature that is not finite scores NaN.</para>
/// </remarks>
public sealed class ActivityRegularizedRegressionTrainer : NetworkTrainerBase<Transformer, NetworkModelParameters>
{
    private const string LoadName = "ActivityRegularizedRegression";

    internal ActivityRegularizedRegressionTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : this(env, CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Regression))
    {
    }

    private ActivityRegularizedRegressionTrainer(IHostEnvironment env, CheckedOptions options)
        : base(env, LoadName, new RegressionTrainerTask(), options)
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override Transformer MakeTransformer(NetworkModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name);

    private protected override NetworkModelParameters CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift) => new(Host, networks[0], PredictionKind);
}
