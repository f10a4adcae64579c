using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>To tell any number of classes apart, by softmax and cross-entropy.</summary>
internal sealed class MulticlassTrainerTask : TrainerTask
{
    private const int MostClassesShown = 5;

    public override NetworkTask Task => NetworkTask.Multiclass;

    public override SchemaShape.Column Label(string name) => TrainerUtils.MakeU4ScalarColumn(name);

    public override string LabelRemedy(SchemaShape.Column found) => ColumnRemedies.OfKey(found);

    public override Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema)
    {
        var label = schema.Label!.Value;
        return label.Type is KeyDataViewType { Count: > 0 and <= int.MaxValue } key
            ? new SoftmaxCrossEntropy((int)key.Count)
            : throw new ArgumentException(Rule.Broken($"column \"{label.Name}\"", "must be a key with a known number of values", label.Type));
    }

    public override SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label)
    {
        input.TryFindColumn(label.Name, out var found);
        var keyNames = found.Annotations.Where(annotation => annotation.Name == AnnotationUtils.Kinds.KeyValues);
        return
        [
            new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false,
                new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(found))),
            new(DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true,
                new SchemaShape(keyNames.Concat(AnnotationUtils.GetTrainerOutputAnnotation()))),
        ];
    }

    public override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks)
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
