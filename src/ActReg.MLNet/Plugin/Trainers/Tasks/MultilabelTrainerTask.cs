using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>To tell which of several labels a row has, by the mean of their binary cross-entropies.</summary>
internal sealed class MultilabelTrainerTask : VectorTrainerTask
{
    public override NetworkTask Task => NetworkTask.Multilabel;

    public override SchemaShape.Column Label(string name) => new(name, SchemaShape.Column.VectorKind.Vector, BooleanDataViewType.Instance, isKey: false);

    public override string LabelRemedy(SchemaShape.Column found) => "";

    public override Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema) => new MultilabelCrossEntropy(LabelCount(schema));

    public override string? LabelProblem(ActivityRegularizedOptionsBase options, LabelStatistics labels, string column) =>
        labels.Targets.FirstOrDefault(target => target.NeitherZeroNorOne != null)?.NeitherZeroNorOne is { } other
            ? Rule.Broken(column, "must have labels of 0 and 1 alone", other) : null;
}
