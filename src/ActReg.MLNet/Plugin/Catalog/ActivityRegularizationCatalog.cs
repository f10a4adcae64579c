using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer networks with activity regularization.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads extend different types.")]
public static class ActivityRegularizationCatalog
{
    /// <summary>
    /// A multilayer perceptron for two classes, whose hidden layers all have ReLU and the same penalty on their activations.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="labelColumnName">The label column, <see cref="bool"/>.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="hiddenUnits">The units of each hidden layer, each at least 1; one layer of 256 by default.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the ReLU.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <param name="batchSize">The rows per update, at least 1; by default a sixteenth of the rows, at least 4 and at most 32.</param>
    /// <param name="learningRate">Adam's learning rate, above 0, the same throughout; by default <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, at least 0.0001 and at most 0.01, which falls to 0 along a cosine.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedBinaryTrainer ActivityRegularizedMlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int[]? hiddenUnits = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation,
        int epochs = ActivityRegularizedMlpOptions.DefaultEpochs,
        int? batchSize = null,
        float? learningRate = null) =>
        catalog.ActivityRegularizedMlp(MlpArguments.ToOptions(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, activityRegularizer, placement,
            epochs, batchSize, learningRate));

    /// <summary>A multilayer perceptron for two classes, described layer by layer.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedBinaryTrainer ActivityRegularizedMlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, ActivityRegularizedMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedBinaryTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>A network for two classes of any layers, convolutional and recurrent ones too.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedBinaryTrainer ActivityRegularizedNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedBinaryTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>
    /// A multilayer perceptron for any number of classes, whose hidden layers all have ReLU and the same penalty on their activations.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="labelColumnName">The label column, a key with a known number of values.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="hiddenUnits">The units of each hidden layer, each at least 1; one layer of 256 by default.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the ReLU.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <param name="batchSize">The rows per update, at least 1; by default a sixteenth of the rows, at least 4 and at most 32.</param>
    /// <param name="learningRate">Adam's learning rate, above 0, the same throughout; by default <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, at least 0.0001 and at most 0.01, which falls to 0 along a cosine.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMulticlassTrainer ActivityRegularizedMlp(
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
        catalog.ActivityRegularizedMlp(MlpArguments.ToOptions(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, activityRegularizer, placement,
            epochs, batchSize, learningRate));

    /// <summary>A multilayer perceptron for any number of classes, described layer by layer.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMulticlassTrainer ActivityRegularizedMlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ActivityRegularizedMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedMulticlassTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>A network for any number of classes of any layers, convolutional and recurrent ones too.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedMulticlassTrainer ActivityRegularizedNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedMulticlassTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>
    /// A multilayer perceptron that predicts a number, whose hidden layers all have ReLU and the same penalty on their activations.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="labelColumnName">The label column, <see cref="float"/>; standardized inside.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="hiddenUnits">The units of each hidden layer, each at least 1; one layer of 256 by default.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the ReLU.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <param name="batchSize">The rows per update, at least 1; by default a sixteenth of the rows, at least 4 and at most 32.</param>
    /// <param name="learningRate">Adam's learning rate, above 0, the same throughout; by default <c>0.73 rows^0.4 / (batches epochs^1.2)</c>, at least 0.0001 and at most 0.01, which falls to 0 along a cosine.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedRegressionTrainer ActivityRegularizedMlp(
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
        catalog.ActivityRegularizedMlp(MlpArguments.ToOptions(
            labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, activityRegularizer, placement,
            epochs, batchSize, learningRate));

    /// <summary>A multilayer perceptron that predicts a number, described layer by layer.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedRegressionTrainer ActivityRegularizedMlp(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedRegressionTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>A network that predicts a number of any layers, convolutional and recurrent ones too.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedRegressionTrainer ActivityRegularizedNetwork(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedRegressionTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
