using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalog of binary classification offers networks that score without probabilities.</summary>
public static class NonCalibratedCatalog
{
    /// <summary>
    /// A multilayer perceptron for two classes, as of <c>ActivityRegularizedMlp</c>, without the column Probability: for a calibrator that follows, of
    /// <c>mlContext.BinaryClassification.Calibrators</c>.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="options">The columns, the hidden layers and how to train; copied. By default those of the simple overload of <c>ActivityRegularizedMlp</c>.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    /// <example><code>
    /// var network = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlpNonCalibrated().Fit(train);
    /// var calibrator = mlContext.BinaryClassification.Calibrators.Isotonic().Fit(network.Transform(calibration));
    /// </code></example>
    public static ActivityRegularizedNonCalibratedBinaryTrainer ActivityRegularizedMlpNonCalibrated(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, ActivityRegularizedMlpOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedNonCalibratedBinaryTrainer(CatalogUtils.GetEnvironment(catalog), options ?? new ActivityRegularizedMlpOptions());
    }

    /// <summary>A network for two classes of any layers, as of <c>ActivityRegularizedNetwork</c>, without the column Probability.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="options">The columns, the shape of the features, the hidden layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static ActivityRegularizedNonCalibratedBinaryTrainer ActivityRegularizedNetworkNonCalibrated(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, ActivityRegularizedNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedNonCalibratedBinaryTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
