using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using BinaryEnsemble = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.EnsembleModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The network inside a pipeline, or the several that score together, and what the library reports of them.</summary>
internal sealed class FittedNetwork
{
    private const string ScoreColumn = "Score";

    private readonly ImportanceMeasure _importance;
    private readonly Func<MLContext, IDataView, ColumnRoles, IEnumerable<float[]>> _logits;
    private readonly PlattCalibrator? _calibrator;

    private FittedNetwork(
        IReadOnlyList<NetworkMember> members, ImportanceMeasure importance, Func<MLContext, IDataView, ColumnRoles, IEnumerable<float[]>> logits, PlattCalibrator? calibrator) =>
        (Members, _importance, _logits, _calibrator) = (members, importance, logits, calibrator);

    private delegate PermutationImportance ImportanceMeasure(IDataView data, ColumnRoles roles, int permutations, int seed, Func<int, string, string>? columnOf);

    /// <summary>One, or those of an ensemble.</summary>
    public IReadOnlyList<NetworkMember> Members { get; }

    /// <summary>That of the first one.</summary>
    public NetworkPlan Plan => Members[0].Plan;

    /// <exception cref="TableException">There is none.</exception>
    public static FittedNetwork In(TableModel model) => In(model.Transformer, model.Name);

    /// <param name="model">A pipeline.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="TableException">There is none.</exception>
    public static FittedNetwork In(ITransformer model, string name) => Find(model)
        ?? throw new TableException($"{name} must have a network of ActReg.MLNet in it.");

    /// <summary>What the output layer makes of each row, before it becomes probabilities; of several networks, what gives their mean probabilities.</summary>
    /// <param name="mlContext">Makes what reads it.</param>
    /// <param name="scored">What the pipeline makes of rows.</param>
    /// <param name="roles">What it calls features.</param>
    public IEnumerable<float[]> Logits(MLContext mlContext, IDataView scored, ColumnRoles roles) => _logits(mlContext, scored, roles);

    /// <summary>Of two classes, the log odds of the positive one: its logit, unless class weights are undone.</summary>
    public double LogOdds(float logit) => _calibrator?.LogOdds(logit) ?? logit;

    /// <summary>That of each network.</summary>
    /// <param name="data">Rows with features.</param>
    /// <param name="roles">Their name.</param>
    public IReadOnlyList<SparsityReport> Sparsity(IDataView data, ColumnRoles roles) => [.. Members.Select(member => member.Sparsity(data, roles))];

    /// <param name="data">Rows with features and labels.</param>
    /// <param name="roles">Their names.</param>
    /// <param name="permutations">How often each column is permuted.</param>
    /// <param name="seed">Of the permutations.</param>
    /// <param name="owners">The table's column of each slot; <see langword="null"/> for what the slots' names say.</param>
    public PermutationImportance Importance(IDataView data, ColumnRoles roles, int permutations, int seed, IReadOnlyList<string>? owners) =>
        _importance(data, roles, permutations, seed, owners == null ? null : (slot, _) => owners[slot]);

    private static FittedNetwork? Find(object model) => model switch
    {
        ISingleFeaturePredictionTransformer<object> { Model: var parameters } => Of(parameters),
        // A chain, in whatever chain it is itself.
        IEnumerable chain => chain.OfType<ITransformer>().Select(Find).FirstOrDefault(network => network != null),
        _ => null,
    };

    private static FittedNetwork? Of(object parameters) => parameters switch
    {
        BinaryModel binary => OfOne(binary.SubModel, Importance(binary), binary.Calibrator),
        MulticlassNetworkModelParameters multiclass => OfOne(multiclass, Importance(multiclass), null),
        NetworkModelParameters regression => OfOne(regression, Importance(regression), null),
        BinaryEnsemble binary => OfSeveral(
            binary.SubModel.Members, (data, roles, permutations, seed, columnOf) => PermutationImportance.Create(
                binary, data, roles.Label, roles.Features, permutations, seed, columnOf), Scores, binary.Calibrator),
        MulticlassEnsembleModelParameters multiclass => OfSeveral(
            multiclass.Members, (data, roles, permutations, seed, columnOf) => PermutationImportance.Create(
                multiclass, data, roles.Label, roles.Features, permutations, seed, columnOf), MeanLogits(multiclass.Members), null),
        EnsembleModelParameters regression => OfSeveral(
            regression.Members, (data, roles, permutations, seed, columnOf) => PermutationImportance.Create(
                regression, data, roles.Label, roles.Features, permutations, seed, columnOf), Scores, null),
        _ => null,
    };

    private static ImportanceMeasure Importance(BinaryModel model) => (data, roles, permutations, seed, columnOf) =>
        PermutationImportance.Create(model, data, roles.Label, roles.Features, permutations, seed, columnOf);

    private static ImportanceMeasure Importance<TOutput>(NetworkModelParametersBase<TOutput> network) => (data, roles, permutations, seed, columnOf) =>
        PermutationImportance.Create(network, data, roles.Label, roles.Features, permutations, seed, columnOf);

    private static FittedNetwork OfOne<TOutput>(NetworkModelParametersBase<TOutput> network, ImportanceMeasure importance, PlattCalibrator? calibrator)
    {
        var member = NetworkMember.Of(network);
        return new([member], importance, member.Logits, calibrator);
    }

    private static FittedNetwork OfSeveral<TOutput>(
        IEnumerable<NetworkModelParametersBase<TOutput>> networks, ImportanceMeasure importance, Func<MLContext, IDataView, ColumnRoles, IEnumerable<float[]>> logits,
        PlattCalibrator? calibrator) => new([.. networks.Select(NetworkMember.Of)], importance, logits, calibrator);

    /// <summary>Of two classes, the score of several networks is the logit of their mean probability.</summary>
    private static IEnumerable<float[]> Scores(MLContext mlContext, IDataView scored, ColumnRoles roles) =>
        scored.GetColumn<float>(ScoreColumn).Select(score => new[] { score });

    private static Func<MLContext, IDataView, ColumnRoles, IEnumerable<float[]>> MeanLogits<TOutput>(IEnumerable<NetworkModelParametersBase<TOutput>> networks) =>
        (mlContext, scored, roles) => MeanLogProbabilities.Of([.. networks.Select(network => NetworkMember.Of(network).Logits(mlContext, scored, roles))]);
}
