using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>What trainers of one task have in common, whatever networks they train.</summary>
internal abstract class TrainerTask
{
    /// <summary>What options ask of it.</summary>
    public abstract NetworkTask Task { get; }

    /// <summary>What ML.NET calls it.</summary>
    public PredictionKind Kind => Task.Kind;

    /// <summary>The label that it takes.</summary>
    public abstract SchemaShape.Column Label(string name);

    /// <summary>What makes such a label of a column that is none.</summary>
    public virtual string LabelRemedy(SchemaShape.Column found) => ColumnRemedies.OfSingle(found);

    /// <summary>What a network's outputs are judged by, which says how many there are.</summary>
    /// <exception cref="ArgumentException">The label is not as it must be.</exception>
    public abstract Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema);

    /// <summary>The columns that a trained model adds.</summary>
    /// <param name="input">The columns that there are.</param>
    /// <param name="label">The label's.</param>
    public abstract SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label);

    /// <summary>Whether class weights' effect on probabilities is undone where the options leave it open.</summary>
    public virtual bool CorrectsPriors => false;

    /// <summary>How the labels are to be standardized; null to train on them as they are.</summary>
    public virtual LabelScales? FindLabelScales(ActivityRegularizedOptionsBase options, LabelStatistics labels) => null;

    /// <summary>What the output layer's biases begin as; null for zeros.</summary>
    /// <param name="options">The trainer's.</param>
    /// <param name="labels">The labels of the rows to train on.</param>
    /// <param name="scales">How they are standardized.</param>
    public virtual IReadOnlyList<float>? FindFirstOutputs(ActivityRegularizedOptionsBase options, LabelStatistics labels, LabelScales? scales) => null;

    /// <summary>Why labels cannot be trained on, finite as they are; <see langword="null"/> where they can.</summary>
    /// <param name="options">The trainer's.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="column">What their column is called in the message.</param>
    public virtual string? LabelProblem(ActivityRegularizedOptionsBase options, LabelStatistics labels, string column) => null;

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
