using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>To predict several numbers at once, by the mean of their losses.</summary>
internal sealed class MultiOutputTrainerTask : VectorTrainerTask
{
    public override NetworkTask Task => NetworkTask.MultiOutput;

    public override SchemaShape.Column Label(string name) => new(name, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false);

    public override Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema) => new RegressionObjective(options.RegressionLoss, LabelCount(schema));

    public override LabelScales? FindLabelScales(ActivityRegularizedOptionsBase options, LabelStatistics labels) => RegressionLabels.Scales(options, options.RegressionLoss, labels);

    public override IReadOnlyList<float>? FindFirstOutputs(ActivityRegularizedOptionsBase options, LabelStatistics labels, LabelScales? scales) => RegressionLabels.FirstOutputs(options, labels);

    public override string? LabelProblem(ActivityRegularizedOptionsBase options, LabelStatistics labels, string column) => RegressionLabels.Problem(options, labels, column);
}
