using Microsoft.ML;
using Microsoft.ML.Runtime;
using Transformer = Microsoft.ML.Data.MulticlassPredictionTransformer<ActReg.MLNet.MulticlassEnsembleModelParameters>;

namespace ActReg.MLNet;

/// <summary>Trains networks that tell any number of classes apart together, from a raw features column.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, on any scale, missing values (NaN) among them; the label, a key with a known number of values
/// (<c>MapValueToKey</c>); optionally a weight, <see cref="float"/>. Output columns: Score, the means of the classes' probabilities in the order of the keys; PredictedLabel, the key of the most
/// probable.</para>
/// <para>Rows with a missing label, an infinite feature, or a weight that is not finite and above 0, are skipped with a warning. An infinite feature scores NaN.</para>
/// </remarks>
public sealed class ActivityRegularizedTabularMulticlassTrainer : TabularTrainerBase<Transformer, MulticlassEnsembleModelParameters>
{
    private const string LoadName = "ActivityRegularizedTabularMulticlass";

    internal ActivityRegularizedTabularMulticlassTrainer(IHostEnvironment env, ActivityRegularizedTabularMlpOptions options)
        : base(env, LoadName, new MulticlassTrainerTask(), CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Multiclass))
    {
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override Transformer MakeTransformer(MulticlassEnsembleModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override MulticlassEnsembleModelParameters CreateModel(IReadOnlyList<TrainedNetwork> networks, PriorShift? shift) =>
        new(Host, [.. networks.Select(network => new MulticlassNetworkModelParameters(Host, shift?.Undo(network) ?? network))]);
}
