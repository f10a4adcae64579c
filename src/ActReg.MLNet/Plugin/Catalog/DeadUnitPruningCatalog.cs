using ActReg.MLNet;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using BinaryModel = Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer to prune trained networks.</summary>
public static class DeadUnitPruningCatalog
{
    /// <summary>A unit that is active on three rows of a hundred is dead on all of so many with probability .05.</summary>
    private const int FewRows = 100;

    /// <summary>Makes the model without the hidden units that are dead on some data, and measures what that changes.</summary>
    /// <remarks>
    /// A unit is dead if the value that the next dense layer reads from it, after all layers between, is exactly 0 on every row. No
    /// other units are removed, constant ones neither; a layer whose units are all dead keeps one, and one that layer normalization
    /// follows keeps all. On other data a removed unit may not have been dead: prune on data that stands for what the model will see.
    /// </remarks>
    /// <param name="catalog">The tasks of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="data">Rows with the model's features column; those with a missing or infinite feature are left out.</param>
    /// <exception cref="ArgumentException">
    /// The features column is missing or wrong, or no row can be used.
    /// </exception>
    public static PrunedModel<BinaryPredictionTransformer<BinaryModel>> PruneDeadUnits(
        this BinaryClassificationCatalog catalog, BinaryPredictionTransformer<BinaryModel> model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var env = CatalogUtils.GetEnvironment(catalog);
        return Prune(env, model.Model.SubModel, data, model.FeatureColumnName, network => model.With(env, network));
    }

    /// <inheritdoc cref="PruneDeadUnits(BinaryClassificationCatalog, BinaryPredictionTransformer{BinaryModel}, IDataView)"/>
    /// <param name="catalog">The tasks of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="data">Rows with the model's features column; those with a missing or infinite feature are left out.</param>
    public static PrunedModel<MulticlassPredictionTransformer<MulticlassNetworkModelParameters>> PruneDeadUnits(
        this MulticlassClassificationCatalog catalog, MulticlassPredictionTransformer<MulticlassNetworkModelParameters> model,
        IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var env = CatalogUtils.GetEnvironment(catalog);
        return Prune(env, model.Model, data, model.FeatureColumnName, network => model.With(env, network));
    }

    /// <inheritdoc cref="PruneDeadUnits(BinaryClassificationCatalog, BinaryPredictionTransformer{BinaryModel}, IDataView)"/>
    /// <param name="catalog">The tasks of <c>mlContext.Regression</c>.</param>
    /// <param name="model">The trained model; it stays as it is.</param>
    /// <param name="data">Rows with the model's features column; those with a missing or infinite feature are left out.</param>
    public static PrunedModel<RegressionPredictionTransformer<NetworkModelParameters>> PruneDeadUnits(
        this RegressionCatalog catalog, RegressionPredictionTransformer<NetworkModelParameters> model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var env = CatalogUtils.GetEnvironment(catalog);
        return Prune(env, model.Model, data, model.FeatureColumnName, network => model.With(env, network));
    }

    private static PrunedModel<TTransformer> Prune<TOutput, TTransformer>(
        IHostEnvironment env, NetworkModelParametersBase<TOutput> model, IDataView data, string featureColumnName,
        Func<TrainedNetwork, TTransformer> createTransformer)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pruned = DeadUnitPruning.Run(
            model.Network, model.Scorer, FeatureColumn.Read(data, featureColumnName, model.Network), createTransformer);
        if (pruned.RowCount < FewRows && pruned.Layers.Any(layer => layer.UnitsAfter < layer.UnitsBefore))
        {
            using var channel = env.Register(nameof(PruneDeadUnits)).Start("Pruning");
            channel.Warning("Units were removed that are dead on {0} rows: on others they may not be. Prune on data that stands for what the model will see.", pruned.RowCount);
        }

        return pruned;
    }
}
