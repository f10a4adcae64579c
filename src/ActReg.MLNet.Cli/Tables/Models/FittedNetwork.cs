using System.Collections;
using Microsoft.ML;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The network inside a pipeline, and what the library reports of it.</summary>
internal sealed class FittedNetwork
{
    private readonly Func<IDataView, SparsityReport> _sparsity;
    private readonly ImportanceMeasure _importance;

    private FittedNetwork(NetworkPlan plan, Func<IDataView, SparsityReport> sparsity, ImportanceMeasure importance) =>
        (Plan, _sparsity, _importance) = (plan, sparsity, importance);

    private delegate PermutationImportance ImportanceMeasure(IDataView data, int permutations, int seed, Func<int, string, string>? columnOf);

    public NetworkPlan Plan { get; }

    /// <exception cref="TableException">There is none.</exception>
    public static FittedNetwork In(TableModel model) => Find(model.Transformer)
        ?? throw new TableException($"{model.Name} must have a network of ActReg.MLNet in it.");

    /// <param name="data">Rows with the column Features.</param>
    public SparsityReport Sparsity(IDataView data) => _sparsity(data);

    /// <param name="data">Rows with the columns Features and Label.</param>
    /// <param name="permutations">How often each column is permuted.</param>
    /// <param name="seed">Of the permutations.</param>
    /// <param name="owners">The table's column of each slot; <see langword="null"/> for what the slots' names say.</param>
    public PermutationImportance Importance(IDataView data, int permutations, int seed, IReadOnlyList<string>? owners) =>
        _importance(data, permutations, seed, owners == null ? null : (slot, _) => owners[slot]);

    private static FittedNetwork? Find(object model) => model switch
    {
        ISingleFeaturePredictionTransformer<object> { Model: BinaryModel binary } => Of(
            binary.SubModel, (data, permutations, seed, columnOf) => PermutationImportance.Create(binary, data, permutationCount: permutations, seed: seed, columnOf: columnOf)),
        ISingleFeaturePredictionTransformer<object> { Model: MulticlassNetworkModelParameters multiclass } => Of(
            multiclass, (data, permutations, seed, columnOf) => PermutationImportance.Create(multiclass, data, permutationCount: permutations, seed: seed, columnOf: columnOf)),
        ISingleFeaturePredictionTransformer<object> { Model: NetworkModelParameters regression } => Of(
            regression, (data, permutations, seed, columnOf) => PermutationImportance.Create(regression, data, permutationCount: permutations, seed: seed, columnOf: columnOf)),
        // A chain, in whatever chain it is itself.
        IEnumerable chain => chain.OfType<ITransformer>().Select(Find).FirstOrDefault(network => network != null),
        _ => null,
    };

    private static FittedNetwork Of<TOutput>(NetworkModelParametersBase<TOutput> network, ImportanceMeasure importance) =>
        new(network.Network.Plan, data => SparsityReport.Create(network, data), importance);
}
