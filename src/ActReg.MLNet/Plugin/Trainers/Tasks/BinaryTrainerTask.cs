using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>To tell two classes apart, by binary cross-entropy.</summary>
/// <param name="task">With probabilities or without.</param>
internal sealed class BinaryTrainerTask(NetworkTask task) : TrainerTask
{
    public override NetworkTask Task => task;

    // Score, which decides, keeps what class weights gave it: only Probability is put right.
    public override bool CorrectsPriors => task.HasProbability;

    public override SchemaShape.Column Label(string name) => TrainerUtils.MakeBoolScalarLabel(name);

    public override string LabelRemedy(SchemaShape.Column found) => ColumnRemedies.OfBoolean(found);

    public override Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema) => new BinaryCrossEntropy();

    public override SchemaShape.Column[] OutputColumns(SchemaShape input, SchemaShape.Column label) =>
    [
        OutputColumn(DefaultColumnNames.Score, NumberDataViewType.Single, AnnotationUtils.GetTrainerOutputAnnotation()),
        .. task.HasProbability
            ? [OutputColumn(DefaultColumnNames.Probability, NumberDataViewType.Single, AnnotationUtils.GetTrainerOutputAnnotation(true))] : Array.Empty<SchemaShape.Column>(),
        OutputColumn(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, AnnotationUtils.GetTrainerOutputAnnotation()),
    ];

    public override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks) =>
        WarnIfAllTheSame(channel, labels, label => label > 0.5f);

    private static SchemaShape.Column OutputColumn(string name, DataViewType type, IEnumerable<SchemaShape.Column> annotations) =>
        new(name, SchemaShape.Column.VectorKind.Scalar, type, isKey: false, new SchemaShape(annotations));
}
