using Microsoft.ML;
using Microsoft.ML.Runtime;
using Transformer = Microsoft.ML.Data.RegressionPredictionTransformer<ActReg.MLNet.EnsembleModelParameters>;

namespace ActReg.MLNet;

/// <summary>Trains networks that predict a number together, from a raw features column.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.Regression.Trainers.ActivityRegularizedTabularMlp</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, on any scale, missing values (NaN) among them; the label, <see cref="float"/>, which is standardized inside; optionally
/// a weight, <see cref="float"/>. Output column: Score, the mean prediction in the label's own units, from the least to the largest label of the training rows.</para>
/// <para>Rows with an infinite feature, a label that is not finite, or a weight that is not finite and above 0, are skipped with a warning. An infinite feature scores NaN.</para>
/// </remarks>
public sealed class ActivityRegularizedTabularRegressionTrainer : TabularTrainerBase<Transformer, EnsembleModelParameters>
{
    private const string LoadName = "ActivityRegularizedTabularRegression";

    internal ActivityRegularizedTabularRegressionTrainer(IHostEnvironment env, ActivityRegularizedTabularMlpOptions options)
        : this(env, CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Regression))
    {
    }

    private ActivityRegularizedTabularRegressionTrainer(IHostEnvironment env, CheckedOptions options)
        : base(env, LoadName, new RegressionTrainerTask(), options)
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override Transformer MakeTransformer(EnsembleModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name);

    private protected override EnsembleModelParameters CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift) =>
        new(Host, [.. networks.Select(network => new NetworkModelParameters(Host, network, PredictionKind))]);
}
