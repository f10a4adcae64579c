using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The network inside a pipeline, and what the library reports of it.</summary>
internal sealed class FittedNetwork
{
    private const string LogitColumn = "Logits";

    private readonly Func<IDataView, ColumnRoles, SparsityReport> _sparsity;
    private readonly ImportanceMeasure _importance;
    private readonly Func<MLContext, ColumnRoles, HiddenActivationsEstimator> _logits;
    private readonly PlattCalibrator? _calibrator;

    private FittedNetwork(
        NetworkPlan plan, Func<IDataView, ColumnRoles, SparsityReport> sparsity, ImportanceMeasure importance,
        Func<MLContext, ColumnRoles, HiddenActivationsEstimator> logits, PlattCalibrator? calibrator) =>
        (Plan, _sparsity, _importance, _logits, _calibrator) = (plan, sparsity, importance, logits, calibrator);

    private delegate PermutationImportance ImportanceMeasure(IDataView data, ColumnRoles roles, int permutations, int seed, Func<int, string, string>? columnOf);

    public NetworkPlan Plan { get; }

    /// <exception cref="TableException">There is none.</exception>
    public static FittedNetwork In(TableModel model) => In(model.Transformer, model.Name);

    /// <param name="model">A pipeline.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="TableException">There is none.</exception>
    public static FittedNetwork In(ITransformer model, string name) => Find(model)
        ?? throw new TableException($"{name} must have a network of ActReg.MLNet in it.");

    /// <summary>What the output layer makes of each row, before it becomes probabilities.</summary>
    /// <param name="mlContext">Makes the transform.</param>
    /// <param name="data">Rows with features.</param>
    /// <param name="roles">Their name.</param>
    public IEnumerable<float[]> Logits(MLContext mlContext, IDataView data, ColumnRoles roles) =>
        _logits(mlContext, roles).Fit(data).Transform(data).GetColumn<float[]>(LogitColumn);

    /// <summary>Of two classes, the log odds of the positive one: its logit, unless class weights are undone.</summary>
    public double LogOdds(float logit) => _calibrator?.LogOdds(logit) ?? logit;

    /// <param name="data">Rows with features.</param>
    /// <param name="roles">Their name.</param>
    public SparsityReport Sparsity(IDataView data, ColumnRoles roles) => _sparsity(data, roles);

    /// <param name="data">Rows with features and labels.</param>
    /// <param name="roles">Their names.</param>
    /// <param name="permutations">How often each column is permuted.</param>
    /// <param name="seed">Of the permutations.</param>
    /// <param name="owners">The table's column of each slot; <see langword="null"/> for what the slots' names say.</param>
    public PermutationImportance Importance(IDataView data, ColumnRoles roles, int permutations, int seed, IReadOnlyList<string>? owners) =>
        _importance(data, roles, permutations, seed, owners == null ? null : (slot, _) => owners[slot]);

    private static FittedNetwork? Find(object model) => model switch
    {
        ISingleFeaturePredictionTransformer<object> { Model: BinaryModel binary } => Of(
            binary.SubModel, (data, roles, permutations, seed, columnOf) => PermutationImportance.Create(
                binary, data, roles.Label, roles.Features, permutations, seed, columnOf), binary.Calibrator),
        ISingleFeaturePredictionTransformer<object> { Model: MulticlassNetworkModelParameters multiclass } => Of(
            multiclass, (data, roles, permutations, seed, columnOf) => PermutationImportance.Create(
                multiclass, data, roles.Label, roles.Features, permutations, seed, columnOf)),
        ISingleFeaturePredictionTransformer<object> { Model: NetworkModelParameters regression } => Of(
            regression, (data, roles, permutations, seed, columnOf) => PermutationImportance.Create(
                regression, data, roles.Label, roles.Features, permutations, seed, columnOf)),
        // A chain, in whatever chain it is itself.
        IEnumerable chain => chain.OfType<ITransformer>().Select(Find).FirstOrDefault(network => network != null),
        _ => null,
    };

    private static FittedNetwork Of<TOutput>(NetworkModelParametersBase<TOutput> network, ImportanceMeasure importance, PlattCalibrator? calibrator = null) => new(
        network.Network.Plan, (data, roles) => SparsityReport.Create(network, data, roles.Features), importance,
        (mlContext, roles) => mlContext.Transforms.HiddenActivations(LogitColumn, roles.Features, network, network.Network.Plan.Layers.Count - 1), calibrator);
}
