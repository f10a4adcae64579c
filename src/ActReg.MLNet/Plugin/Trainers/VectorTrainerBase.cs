using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What the trainers share whose networks score several values per row.</summary>
public abstract class VectorTrainerBase : NetworkTrainerBase<MultiOutputPredictionTransformer, MultiOutputNetworkModelParameters>
{
    private readonly NetworkTask _task;

    private protected VectorTrainerBase(IHostEnvironment env, string name, CheckedOptions options, NetworkTask task, SchemaShape.Column label)
        : base(env, name, options, label) => _task = task;

    /// <summary>Multi-output regression; ML.NET has no name for multilabel classification.</summary>
    protected sealed override PredictionKind PredictionKind => _task.Kind;

    /// <summary>The columns that the trained model adds.</summary>
    protected sealed override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out var label);
        var hasNames = _task.HasQuantiles || (label.IsValid && label.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out _));
        return [.. VectorOutput.Of(_task.IsRegression).Select(output => output.Shape(hasNames))];
    }

    /// <summary>Wraps a trained model for use in pipelines.</summary>
    protected sealed override MultiOutputPredictionTransformer MakeTransformer(MultiOutputNetworkModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, FeatureColumn.Name);

    private protected sealed override MultiOutputNetworkModelParameters CreateModel(TrainedNetwork network, PriorShift? shift) => new(Host, network, PredictionKind);

    /// <summary>The labels per row.</summary>
    private protected static int LabelCount(RoleMappedSchema schema) => ((VectorDataViewType)schema.Label!.Value.Type).Size;

    /// <summary>Warns of labels that all rows have the same of.</summary>
    private protected override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks)
    {
        int[] same = [.. labels.Targets.Index().Where(target => target.Item.OnlyLabel != null).Select(target => target.Index)];
        if (same.Length > 0)
        {
            channel.Warning(
                "Of {0} of the {1} labels all {2} rows of the training set have the same value, and the model will hardly predict another: {3}.", same.Length, labels.Targets.Count,
                labels.Count, Excerpt.Of(same.Select(slot => marks.SlotNames is { } names ? $"\"{names[slot]}\"" : $"slot {slot}").ToArray()));
        }
    }
}
