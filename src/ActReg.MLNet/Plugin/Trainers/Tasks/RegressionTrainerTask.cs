using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>To predict a number, by squared, absolute or Huber error.</summary>
/// <param name="loss">Which of them.</param>
internal sealed class RegressionTrainerTask(RegressionLoss loss) : TrainerTask
{
    public override PredictionKind Kind => PredictionKind.Regression;

    public override SchemaShape.Column Label(string name) => TrainerUtils.MakeR4ScalarColumn(name);

    public override Loss CreateLoss(RoleMappedSchema schema) => new RegressionObjective(loss);

    public override LabelScale? FindLabelScale(ActivityRegularizedOptionsBase options, LabelStatistics labels)
    {
        var scale = !options.StandardizeLabels ? null : loss.IsRobust ? LabelScale.RobustOf(labels) : LabelScale.Of(labels);
        return options.BoundScores ?? options.BoundsScoresByDefault ? (scale ?? LabelScale.None) with { Range = labels.Range } : scale;
    }

    public override SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label) =>
    [
        new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false,
            new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation())),
    ];

    public override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks) =>
        WarnIfAllTheSame(channel, labels, label => label);
}
