using System.Collections;
using Microsoft.ML;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The network inside a pipeline, and what the library reports of it.</summary>
internal sealed class FittedNetwork
{
    private readonly Func<IDataView, ColumnRoles, SparsityReport> _sparsity;
    private readonly ImportanceMeasure _importance;

    private FittedNetwork(NetworkPlan plan, Func<IDataView, ColumnRoles, SparsityReport> sparsity, ImportanceMeasure importance) =>
        (Plan, _sparsity, _importance) = (plan, sparsity, importance);

    private delegate PermutationImportance ImportanceMeasure(IDataView data, ColumnRoles roles, int permutations, int seed, Func<int, string, string>? columnOf);

    public NetworkPlan Plan { get; }

    /// <exception cref="TableException">There is none.</exception>
    public static FittedNetwork In(TableModel model) => Find(model.Transformer)
        ?? throw new TableException($"{model.Name} must have a network of ActReg.MLNet in it.");

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
                binary, data, roles.Label, roles.Features, permutations, seed, columnOf)),
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

    private static FittedNetwork Of<TOutput>(NetworkModelParametersBase<TOutput> network, ImportanceMeasure importance) =>
        new(network.Network.Plan, (data, roles) => SparsityReport.Create(network, data, roles.Features), importance);
}
