using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>To predict a number, by squared, absolute or Huber error, as a quantile, or as the mean of counts or costs.</summary>
internal sealed class RegressionTrainerTask : TrainerTask
{
    public override NetworkTask Task => NetworkTask.Regression;

    public override SchemaShape.Column Label(string name) => TrainerUtils.MakeR4ScalarColumn(name);

    public override Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema) => new RegressionObjective(options.RegressionLoss);

    public override LabelScales? FindLabelScales(ActivityRegularizedOptionsBase options, LabelStatistics labels) => RegressionLabels.Scales(options, options.RegressionLoss, labels);

    public override IReadOnlyList<float>? FindFirstOutputs(ActivityRegularizedOptionsBase options, LabelStatistics labels, LabelScales? scales) => RegressionLabels.FirstOutputs(options, labels);

    public override string? LabelProblem(ActivityRegularizedOptionsBase options, LabelStatistics labels, string column) => RegressionLabels.Problem(options, labels, column);

    public override SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label) =>
    [
        new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false,
            new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation())),
    ];

    public override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks) =>
        WarnIfAllTheSame(channel, labels, label => label);
}
