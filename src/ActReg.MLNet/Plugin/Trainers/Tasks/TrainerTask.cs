using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What trainers of one task have in common, whatever networks they train.</summary>
internal abstract class TrainerTask
{
    /// <summary>The task.</summary>
    public abstract PredictionKind Kind { get; }

    /// <summary>The label that it takes.</summary>
    public abstract SchemaShape.Column Label(string name);

    /// <summary>What a network's outputs are judged by, which says how many there are.</summary>
    /// <exception cref="ArgumentException">The label is not as it must be.</exception>
    public abstract Loss CreateLoss(RoleMappedSchema schema);

    /// <summary>The columns that a trained model adds.</summary>
    /// <param name="input">The columns that there are.</param>
    /// <param name="label">The label's.</param>
    public abstract SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label);

    /// <summary>Whether class weights' effect on probabilities is undone where the options leave it open.</summary>
    public virtual bool CorrectsPriors => false;

    /// <summary>How the labels are to be standardized; null to train on them as they are.</summary>
    public virtual LabelScale? FindLabelScale(ActivityRegularizedOptionsBase options, LabelStatistics labels) => null;

    /// <summary>Warns of labels that train, but to little use.</summary>
    /// <param name="channel">Where warnings go.</param>
    /// <param name="labels">Those of the rows to train on.</param>
    /// <param name="marks">What their column says of itself.</param>
    public abstract void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks);

    /// <param name="channel">Where the warning goes.</param>
    /// <param name="labels">The labels of the rows to train on.</param>
    /// <param name="show">A label as users know it.</param>
    private protected static void WarnIfAllTheSame(IChannel channel, LabelStatistics labels, Func<float, object> show)
    {
        if (labels.OnlyLabel is { } label)
        {
            channel.Warning(
                "All {0} rows of the training set have the label {1}; the model will hardly predict another.",
                labels.Count, show(label));
        }
    }
}
