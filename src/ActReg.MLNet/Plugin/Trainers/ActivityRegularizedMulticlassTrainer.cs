using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
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
    private const int MostClassesShown = 5;

    internal ActivityRegularizedMulticlassTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : this(env, CheckedOptions.From(options, env.ContextSeed(), NetworkTask.Multiclass))
    {
    }

    private ActivityRegularizedMulticlassTrainer(IHostEnvironment env, CheckedOptions options)
        : base(env, LoadName, options, TrainerUtils.MakeU4ScalarColumn(options.Values.LabelColumnName))
    {
    }

    /// <summary>Multiclass classification.</summary>
    protected override PredictionKind PredictionKind => PredictionKind.MulticlassClassification;

    private protected override Loss CreateLoss(RoleMappedSchema schema)
    {
        var label = schema.Label!.Value;
        return label.Type is KeyDataViewType { Count: > 0 and <= int.MaxValue } key
            ? new SoftmaxCrossEntropy((int)key.Count)
            : throw new ArgumentException(Rule.Broken($"column \"{label.Name}\"", "must be a key with a known number of values", label.Type));
    }

    /// <summary>The columns that the trained model adds.</summary>
    protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out var label);
        var keyNames = label.Annotations.Where(annotation => annotation.Name == AnnotationUtils.Kinds.KeyValues);
        return
        [
            new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false,
                new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label))),
            new(DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true,
                new SchemaShape(keyNames.Concat(AnnotationUtils.GetTrainerOutputAnnotation()))),
        ];
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected override Transformer MakeTransformer(MulticlassNetworkModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override MulticlassNetworkModelParameters CreateModel(TrainedNetwork network, PriorShift? shift) =>
        new(Host, shift?.Undo(network) ?? network);

    private protected override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks)
    {
        WarnIfAllTheSame(channel, labels, label => Name((int)label));
        int[] absent = [.. Enumerable.Range(0, labels.ClassWeights.Count).Where(index => labels.ClassWeights[index] == 0)];
        if (labels.OnlyLabel == null && absent.Length > 0)
        {
            channel.Warning(
                "{0} of the {1} classes have no row to train on, and the model will hardly predict them: {2}.", absent.Length,
                labels.ClassWeights.Count, Excerpt.Of(string.Join(", ", absent.Take(MostClassesShown).Select(Name))));
        }

        // As users count keys: from 1.
        string Name(int index) => marks.KeyValues is { } values ? $"\"{values[index]}\"" : $"of key {index + 1}";
    }
}
