using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What tasks share whose networks score several values per row.</summary>
internal abstract class VectorTrainerTask : TrainerTask
{
    public override SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label)
    {
        input.TryFindColumn(label.Name, out var found);
        var hasNames = Task.HasQuantiles || (found.IsValid && found.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out _));
        return [.. VectorOutput.Of(Task.IsRegression).Select(output => output.Shape(hasNames))];
    }

    /// <summary>Warns of labels that all rows have the same of.</summary>
    public override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks)
    {
        int[] same = [.. labels.Targets.Index().Where(target => target.Item.OnlyLabel != null).Select(target => target.Index)];
        if (same.Length > 0)
        {
            channel.Warning(
                "Of {0} of the {1} labels all {2} rows of the training set have the same value, and the model will hardly predict another: {3}.", same.Length, labels.Targets.Count,
                labels.Count, Excerpt.Of(same.Select(slot => marks.SlotNames is { } names ? $"\"{names[slot]}\"" : $"slot {slot}").ToArray()));
        }
    }

    /// <summary>The labels per row.</summary>
    private protected static int LabelCount(RoleMappedSchema schema) => ((VectorDataViewType)schema.Label!.Value.Type).Size;
}
