using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer to prune trained networks.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in required arguments.")]
public static class DeadUnitPruningCatalog
{
    /// <summary>A unit that is active on three rows of a hundred is dead on all of so many with probability .05.</summary>
    private const int FewRows = 100;

    /// <summary>Makes the model without the hidden units that are dead on some data, and measures what that changes.</summary>
    /// <remarks>
    /// A unit is dead if the value that the next dense layer or convolution reads from it, after all layers between, is exactly 0 on every row. No
    /// other units are removed, constant ones neither; a layer whose units are all dead keeps one, and one that layer normalization
    /// follows keeps all. Of a convolution units are its channels, dead at every place; in groups, or before anything but pooling, batch normalization, dense
    /// layers on units and other convolutions, it keeps all. On other data a removed unit may not have been dead: prune on data that stands for what the model will see.
    /// </remarks>
    /// <param name="catalog">The tasks of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="data">Rows with the model's features column; those with a missing or infinite feature are left out.</param>
    /// <param name="tolerance">The largest share of the rows on which a unit that is removed is not 0, at least 0 and below 1; more than 0 changes outputs.</param>
    /// <exception cref="ArgumentException">
    /// The features column is missing or wrong, no row can be used, or <paramref name="tolerance"/> is out of range.
    /// </exception>
    public static PrunedModel<BinaryPredictionTransformer<BinaryModel>> PruneDeadUnits(
        this BinaryClassificationCatalog catalog, BinaryPredictionTransformer<BinaryModel> model, IDataView data, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var env = CatalogUtils.GetEnvironment(catalog);
        return Prune(env, model.Model.SubModel, data, model.FeatureColumnName, tolerance, network => model.With(env, network));
    }

    /// <inheritdoc cref="PruneDeadUnits(BinaryClassificationCatalog, BinaryPredictionTransformer{BinaryModel}, IDataView, double)"/>
    /// <param name="catalog">The tasks of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="data">Rows with the model's features column; those with a missing or infinite feature are left out.</param>
    /// <param name="tolerance">The largest share of the rows on which a unit that is removed is not 0, at least 0 and below 1; more than 0 changes outputs.</param>
    public static PrunedModel<MulticlassPredictionTransformer<MulticlassNetworkModelParameters>> PruneDeadUnits(
        this MulticlassClassificationCatalog catalog, MulticlassPredictionTransformer<MulticlassNetworkModelParameters> model,
        IDataView data, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var env = CatalogUtils.GetEnvironment(catalog);
        return Prune(env, model.Model, data, model.FeatureColumnName, tolerance, network => model.With(env, network));
    }

    /// <inheritdoc cref="PruneDeadUnits(BinaryClassificationCatalog, BinaryPredictionTransformer{BinaryModel}, IDataView, double)"/>
    /// <param name="catalog">The tasks of <c>mlContext.Regression</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="data">Rows with the model's features column; those with a missing or infinite feature are left out.</param>
    /// <param name="tolerance">The largest share of the rows on which a unit that is removed is not 0, at least 0 and below 1; more than 0 changes outputs.</param>
    public static PrunedModel<RegressionPredictionTransformer<NetworkModelParameters>> PruneDeadUnits(
        this RegressionCatalog catalog, RegressionPredictionTransformer<NetworkModelParameters> model, IDataView data,
        double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var env = CatalogUtils.GetEnvironment(catalog);
        return Prune(env, model.Model, data, model.FeatureColumnName, tolerance, network => model.With(env, network));
    }

    /// <summary>Makes a whole pipeline without the hidden units of its network that are dead on some data, and measures what that changes.</summary>
    /// <inheritdoc cref="PruneDeadUnits(BinaryClassificationCatalog, BinaryPredictionTransformer{BinaryModel}, IDataView, double)"/>
    /// <param name="catalog"><c>mlContext.Model</c>.</param>
    /// <param name="model">What <c>Fit</c> or <c>Load</c> gave: a chain, or a transformer, with one network of this plugin in it, of any task; it stays as it is.</param>
    /// <param name="data">Rows as the pipeline gets them; those with a missing or infinite feature are left out.</param>
    /// <param name="tolerance">The largest share of the rows on which a unit that is removed is not 0, at least 0 and below 1; more than 0 changes outputs.</param>
    /// <exception cref="ArgumentException">
    /// The model has no network or several, a column is missing or wrong, no row can be used, or <paramref name="tolerance"/> is out of range.
    /// </exception>
    /// <example><code>
    /// ITransformer smaller = mlContext.Model.PruneDeadUnits(model, rows).Transformer;
    /// </code></example>
    public static PrunedModel<ITransformer> PruneDeadUnits(
        this ModelOperationsCatalog catalog, ITransformer model, IDataView data, double tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var env = CatalogUtils.GetEnvironment(catalog);
        var placed = PlacedPredictor.Find(model);
        return Prune(env, placed.Network, placed.Prepare(data), placed.FeatureColumnName, tolerance, network => model.With(env, network));
    }

    private static PrunedModel<TTransformer> Prune<TTransformer>(
        IHostEnvironment env, INetworkModel model, IDataView data, string featureColumnName,
        double tolerance, Func<TrainedNetwork, TTransformer> createTransformer)
    {
        ArgumentNullException.ThrowIfNull(data);
        _ = Require.Share(tolerance);
        var pruned = DeadUnitPruning.Run(
            model.Network, model.Scorer, FeatureColumn.Read(data, featureColumnName, model.Network), createTransformer, tolerance);
        if (pruned.RowCount < FewRows && pruned.Layers.Any(layer => layer.UnitsAfter < layer.UnitsBefore))
        {
            using var channel = env.Register(nameof(PruneDeadUnits)).Start("Pruning");
            channel.Warning("Units were removed that are dead on {0} rows: on others they may not be. Prune on data that stands for what the model will see.", pruned.RowCount);
        }

        return pruned;
    }
}
