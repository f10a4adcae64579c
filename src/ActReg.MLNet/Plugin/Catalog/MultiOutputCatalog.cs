using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer networks with activity regularization that predict several values per row.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their first, required arguments.")]
public static class MultiOutputCatalog
{
    /// <summary>
    /// A multilayer perceptron that predicts several numbers at once, such as the steps of a forecast, whose hidden layers all have ReLU and the same penalty on their activations.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="labelColumnName">The label column, a known-size vector of <see cref="float"/>; each is standardized by itself.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="hiddenUnits">The units of each hidden layer, each at least 1; one layer of 256 by default.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the ReLU.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <param name="batchSize">The rows per update, at least 1; by default a sixteenth of the rows, at least 4 and at most 32.</param>
    /// <param name="learningRate">Adam's learning rate, above 0, the same throughout; by default <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, at least 0.0001 and at most 0.01, which falls to 0 along a cosine.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMultiOutputTrainer ActivityRegularizedMultiOutputMlp(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int[]? hiddenUnits = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation,
        int epochs = ActivityRegularizedMlpOptions.DefaultEpochs,
        int? batchSize = null,
        float? learningRate = null) =>
        catalog.ActivityRegularizedMultiOutputMlp(MlpArguments.ToOptions(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, activityRegularizer, placement,
            epochs, batchSize, learningRate));

    /// <summary>A multilayer perceptron that predicts several numbers at once, such as the steps of a forecast, described layer by layer.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMultiOutputTrainer ActivityRegularizedMultiOutputMlp(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedMultiOutputTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>A network that predicts several numbers at once, such as the steps of a forecast, of any layers, convolutional and recurrent ones too.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedMultiOutputTrainer ActivityRegularizedMultiOutputNetwork(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedMultiOutputTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>
    /// A multilayer perceptron that predicts several quantiles of a number at once, which do not cross, whose hidden layers all have ReLU and the same penalty on their activations.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="labelColumnName">The label column, <see cref="float"/>; standardized inside.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="quantiles">Of each quantile the share of labels that are to be below it, above 0 and below 1, ascending; 0.1, 0.5 and 0.9 by default.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="hiddenUnits">The units of each hidden layer, each at least 1; one layer of 256 by default.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the ReLU.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <param name="batchSize">The rows per update, at least 1; by default a sixteenth of the rows, at least 4 and at most 32.</param>
    /// <param name="learningRate">Adam's learning rate, above 0, the same throughout; by default <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, at least 0.0001 and at most 0.01, which falls to 0 along a cosine.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedQuantileTrainer ActivityRegularizedQuantileMlp(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        IReadOnlyList<float>? quantiles = null,
        string? exampleWeightColumnName = null,
        int[]? hiddenUnits = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation,
        int epochs = ActivityRegularizedMlpOptions.DefaultEpochs,
        int? batchSize = null,
        float? learningRate = null) =>
        catalog.ActivityRegularizedQuantileMlp(MlpArguments.ToOptions(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, activityRegularizer, placement,
            epochs, batchSize, learningRate, quantiles ?? [0.1f, 0.5f, 0.9f]));

    /// <summary>A multilayer perceptron that predicts several quantiles of a number at once, which do not cross, described layer by layer.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedQuantileTrainer ActivityRegularizedQuantileMlp(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedQuantileTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>A network that predicts several quantiles of a number at once, which do not cross, of any layers, convolutional and recurrent ones too.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedQuantileTrainer ActivityRegularizedQuantileNetwork(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedQuantileTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>
    /// A multilayer perceptron that tells which of several labels a row has, whose hidden layers all have ReLU and the same penalty on their activations.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="labelColumnName">The label column, a known-size vector of <see cref="bool"/>, or of <see cref="float"/> that are 0 or 1.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="hiddenUnits">The units of each hidden layer, each at least 1; one layer of 256 by default.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the ReLU.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <param name="batchSize">The rows per update, at least 1; by default a sixteenth of the rows, at least 4 and at most 32.</param>
    /// <param name="learningRate">Adam's learning rate, above 0, the same throughout; by default <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, at least 0.0001 and at most 0.01, which falls to 0 along a cosine.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMultilabelTrainer ActivityRegularizedMultilabelMlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int[]? hiddenUnits = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation,
        int epochs = ActivityRegularizedMlpOptions.DefaultEpochs,
        int? batchSize = null,
        float? learningRate = null) =>
        catalog.ActivityRegularizedMultilabelMlp(MlpArguments.ToOptions(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, activityRegularizer, placement,
            epochs, batchSize, learningRate));

    /// <summary>A multilayer perceptron that tells which of several labels a row has, described layer by layer.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMultilabelTrainer ActivityRegularizedMultilabelMlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ActivityRegularizedMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedMultilabelTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>A network that tells which of several labels a row has, of any layers, convolutional and recurrent ones too.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedMultilabelTrainer ActivityRegularizedMultilabelNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedMultilabelTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
