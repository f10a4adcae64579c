using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in a required argument.")]
public sealed partial class PermutationImportance
{
    /// <summary>
    /// Measures how much a network needs each source column. All rows are scored once for each column and permutation, many at a time.
    /// </summary>
    /// <typeparam name="TOutput">What the network scores a row with.</typeparam>
    /// <param name="network">The trained network. In binary classification its loss is that of its logits, before the model's calibrator: see <see cref="Loss"/>.</param>
    /// <param name="data">
    /// Rows of two at least, which are kept in memory; those whose features the network cannot read, or without a label, are left out.
    /// </param>
    /// <param name="labelColumnName">The label: <see cref="bool"/>, a key or <see cref="float"/>, as in training.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the network takes.</param>
    /// <param name="permutationCount">How often each column is permuted, at least 1; 5 by default.</param>
    /// <param name="seed">Of the permutations; the same seed gives the same result.</param>
    /// <param name="columnOf">
    /// The source column of a slot, by its index and its name, which is empty where it has none. By default the block of a category that it
    /// belongs to, or else the column of <paramref name="data"/>, a vector or keys, whose name and a point its name begins with, as <c>Concatenate</c> writes it for vectors whose slots have names; others stand for themselves.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permutationCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory: each takes four bytes for each feature, and twenty more.</exception>
    public static PermutationImportance Create<TOutput>(
        NetworkModelParametersBase<TOutput> network, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features, int permutationCount = 5, int seed = 0, Func<int, string, string>? columnOf = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Create(network, (features, scores) => network.Score(features, scores), network.RowLoss, data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
    }

    /// <summary>The same of a binary model with its calibrator: by the cross-entropy of the probabilities that it gives.</summary>
    /// <param name="model">The trained model. A threshold that was changed moves predicted labels, not probabilities, and so no loss.</param>
    /// <param name="data">
    /// Rows of two at least, which are kept in memory; those whose features the network cannot read, or without a label, are left out.
    /// </param>
    /// <param name="labelColumnName">The label: <see cref="bool"/>.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the network takes.</param>
    /// <param name="permutationCount">How often each column is permuted, at least 1; 5 by default.</param>
    /// <param name="seed">Of the permutations; the same seed gives the same result.</param>
    /// <param name="columnOf">
    /// The source column of a slot, by its index and its name, which is empty where it has none. By default the block of a category that it
    /// belongs to, or else the column of <paramref name="data"/>, a vector or keys, whose name and a point its name begins with, as <c>Concatenate</c> writes it for vectors whose slots have names; others stand for themselves.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permutationCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory.</exception>
    public static PermutationImportance Create(
        CalibratedModelParametersBase<NetworkModelParameters, PlattCalibrator> model, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features, int permutationCount = 5, int seed = 0, Func<int, string, string>? columnOf = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var calibrator = model.Calibrator;
        return Create(
            model.SubModel, (features, scores) => model.SubModel.Score(features, scores), (scores, label) => ScoreLosses.OfLogit(calibrator.LogOdds(scores[0]), label),
            data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
    }

    /// <summary>The same of networks that score together, by what they score.</summary>
    /// <typeparam name="TOutput">What a row is scored with.</typeparam>
    /// <typeparam name="TMember">A network.</typeparam>
    /// <param name="ensemble">The trained networks. In binary classification their loss is that of their logit, before the model's calibrator.</param>
    /// <param name="data">
    /// Rows of two at least, which are kept in memory; those whose features the networks cannot read, or without a label, are left out.
    /// </param>
    /// <param name="labelColumnName">The label: <see cref="bool"/>, a key or <see cref="float"/>, as in training.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the networks take.</param>
    /// <param name="permutationCount">How often each column is permuted, at least 1; 5 by default.</param>
    /// <param name="seed">Of the permutations; the same seed gives the same result.</param>
    /// <param name="columnOf">
    /// The source column of a slot, by its index and its name, which is empty where it has none. By default the block of a category that it
    /// belongs to, or else the column of <paramref name="data"/>, a vector or keys, whose name and a point its name begins with, as <c>Concatenate</c> writes it for vectors whose slots have names; others stand for themselves.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permutationCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory.</exception>
    public static PermutationImportance Create<TOutput, TMember>(
        EnsembleModelParametersBase<TOutput, TMember> ensemble, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features, int permutationCount = 5, int seed = 0, Func<int, string, string>? columnOf = null)
        where TMember : NetworkModelParametersBase<TOutput>
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return Create(
            ensemble.Members[0], (features, scores) => ensemble.Score(features, scores), ensemble.Members[0].RowLoss,
            data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
    }

    /// <summary>The same of a binary model of several networks with its calibrator: by the cross-entropy of the probabilities that it gives.</summary>
    /// <param name="model">The trained model. A threshold that was changed moves predicted labels, not probabilities, and so no loss.</param>
    /// <param name="data">
    /// Rows of two at least, which are kept in memory; those whose features the networks cannot read, or without a label, are left out.
    /// </param>
    /// <param name="labelColumnName">The label: <see cref="bool"/>.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the networks take.</param>
    /// <param name="permutationCount">How often each column is permuted, at least 1; 5 by default.</param>
    /// <param name="seed">Of the permutations; the same seed gives the same result.</param>
    /// <param name="columnOf">
    /// The source column of a slot, by its index and its name, which is empty where it has none. By default the block of a category that it
    /// belongs to, or else the column of <paramref name="data"/>, a vector or keys, whose name and a point its name begins with, as <c>Concatenate</c> writes it for vectors whose slots have names; others stand for themselves.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permutationCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory.</exception>
    public static PermutationImportance Create(
        CalibratedModelParametersBase<EnsembleModelParameters, PlattCalibrator> model, IDataView data, string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features, int permutationCount = 5, int seed = 0, Func<int, string, string>? columnOf = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (ensemble, calibrator) = (model.SubModel, model.Calibrator);
        return Create(
            ensemble.Members[0], (features, scores) => ensemble.Score(features, scores), (scores, label) => ScoreLosses.OfLogit(calibrator.LogOdds(scores[0]), label),
            data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
    }

    /// <summary>
    /// The result as rows of an ML.NET data set, one for each source column, the most important first. Columns: every property of
    /// <see cref="ColumnImportance"/>, by its name; Name is text, SlotCount Int32, the rest Double.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return mlContext.Data.LoadFromEnumerable(Columns);
    }

    private static PermutationImportance Create<TOutput>(
        NetworkModelParametersBase<TOutput> network, RowsScore score, ScoreLoss loss, IDataView data, string labelColumnName, string featureColumnName,
        int permutationCount, int seed, Func<int, string, string>? columnOf)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeast(1, permutationCount);
        var rows = LabeledRowReader.Read(data, labelColumnName, network.LabelType, featureColumnName, network.Network);
        return Measure(
            () => rows.MeanLoss(score, network.Network.Plan.OutputSize, loss), rows.Features, Groups(data.Schema, featureColumnName).Of(network.InputSize, columnOf), permutationCount, seed);
    }

    private static SlotGroups Groups(DataViewSchema schema, string features)
    {
        var columns = new Dictionary<string, int>();
        // Hidden ones too: features may have been put into their own column.
        foreach (var column in schema.Where(column => column.Type is VectorDataViewType or KeyDataViewType))
            columns[column.Name] = CategorySource.WidthOf(column.Type) ?? 0;
        return new SlotGroups(ColumnMarks.OfFeatures(schema[features]).SlotNames, CategoryRanges.Of(schema[features]), columns);
    }
}
