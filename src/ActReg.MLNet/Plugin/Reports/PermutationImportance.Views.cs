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
        return Create(network, ((IScoresRows)network).RowLoss, data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
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
        return Create(model.SubModel, OfProbability(model.Calibrator), data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
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
        return Create(ensemble, ((IScoresRows)ensemble).RowLoss, data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
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
        return Create(model.SubModel, OfProbability(model.Calibrator), data, labelColumnName, featureColumnName, permutationCount, seed, columnOf);
    }

    /// <summary>The same of a whole pipeline: of a calibrated binary model by the probabilities that it gives, else by what its network, or networks, score.</summary>
    /// <param name="model">What <c>Fit</c> or <c>Load</c> gave: a chain, or a transformer, with one trainer's model of this plugin in it.</param>
    /// <param name="data">
    /// Rows as the pipeline gets them, of two at least, which are kept in memory; those whose features the network cannot read, or without a label, are left out.
    /// </param>
    /// <param name="labelColumnName">The label that the trainer got: <see cref="bool"/>, a key or <see cref="float"/>.</param>
    /// <param name="permutationCount">How often each column is permuted, at least 1; 5 by default.</param>
    /// <param name="seed">Of the permutations; the same seed gives the same result.</param>
    /// <param name="columnOf">
    /// The source column of a slot of the features, by its index and its name, which is empty where it has none. By default as in the other overloads.
    /// </param>
    /// <exception cref="ArgumentException">The model has no network of this plugin, or a column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permutationCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory: each takes four bytes for each feature, and twenty more.</exception>
    public static PermutationImportance Create(
        ITransformer model, IDataView data, string labelColumnName = DefaultColumnNames.Label, int permutationCount = 5, int seed = 0,
        Func<int, string, string>? columnOf = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var placed = PlacedPredictor.Find(model);
        var calibrated = placed.Predictor.Model as IWeaklyTypedCalibratedModelParameters;
        if ((calibrated?.WeaklyTypedSubModel ?? placed.Predictor.Model) is not IScoresRows scoring)
            throw new ArgumentException(Rule.Broken(nameof(model), "must score as one of this plugin's trainers left it", placed.Predictor.Model.GetType().Name));
        var loss = calibrated?.WeaklyTypedCalibrator is PlattCalibrator platt ? OfProbability(platt) : scoring.RowLoss;
        return Create(scoring, loss, placed.Prepare(data), labelColumnName, placed.FeatureColumnName, permutationCount, seed, columnOf);
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

    private static PermutationImportance Create(
        IScoresRows model, ScoreLoss loss, IDataView data, string labelColumnName, string featureColumnName, int permutationCount, int seed,
        Func<int, string, string>? columnOf)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require.AtLeast(1, permutationCount);
        var plan = model.Network.Plan;
        var rows = LabeledRowReader.Read(data, labelColumnName, model.LabelType, featureColumnName, model.Network);
        return Measure(
            () => rows.MeanLoss(model.Score, plan.OutputSize, loss), rows.Features, SlotGroups.Of(data.Schema, data.Schema[featureColumnName]).Of(plan.InputSize, columnOf), permutationCount, seed);
    }

    private static ScoreLoss OfProbability(PlattCalibrator calibrator) => (scores, label) => ScoreLosses.OfLogit(calibrator.LogOdds(scores[0]), label);
}
