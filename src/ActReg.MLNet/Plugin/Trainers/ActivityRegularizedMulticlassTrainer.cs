using Microsoft.ML;
using Microsoft.ML.Runtime;
using Transformer = Microsoft.ML.Data.MulticlassPredictionTransformer<ActReg.MLNet.MulticlassNetworkModelParameters>;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to tell any number of classes apart, by softmax and cross-entropy.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp</c> and <c>ActivityRegularizedNetwork</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, best on one scale (<c>NormalizeMeanVariance</c>); the
/// label, a key with a known number of values (<c>MapValueToKey</c>); optionally a weight, <see cref="float"/>. Output columns:
/// Score, the classes' probabilities in the order of the keys; PredictedLabel, the key of the most probable.</para>
/// <para>Rows with a missing label, a feature or weight that is missing or infinite, or a weight that is not above 0, are skipped with
/// a warning. A feature that is not finite scores NaN.</para>
/// </remarks>
public sealed class ActivityRegularizedMulticlassTrainer : NetworkTrainerBase<Transformer, MulticlassNetworkModelParameters>
{
    private const string LoadName = "ActivityRegularizedMulticlass";

    internal ActivityRegularizedMulticlassTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : this(env, CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Multiclass))
    {
    }

    private ActivityRegularizedMulticlassTrainer(IHostEnvironment env, CheckedOptions options)
        : base(env, LoadName, new MulticlassTrainerTask(), options)
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override Transformer MakeTransformer(MulticlassNetworkModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override MulticlassNetworkModelParameters CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift) =>
        new(Host, shift?.Undo(networks[0]) ?? networks[0]);
}
