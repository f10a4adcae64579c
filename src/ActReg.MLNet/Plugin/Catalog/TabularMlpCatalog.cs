using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer networks for tables, which need no choice.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads extend different types.")]
public static class TabularMlpCatalog
{
    /// <summary>
    /// Tells two classes apart: several networks that score together, each of which chooses its best epoch by rows that it sets aside. Features may be on any scale, and missing (NaN): they are filled in and scaled inside.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="labelColumnName">The label column, <see cref="bool"/>.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the activation function.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularBinaryTrainer ActivityRegularizedTabularMlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation) =>
        catalog.ActivityRegularizedTabularMlp(
            TabularRecipe.ToOptions(labelColumnName, featureColumnName, exampleWeightColumnName, activityRegularizer, placement));

    /// <summary>The same, with options.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.BinaryClassification</c>.</param>
    /// <param name="options">The columns, the networks and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularBinaryTrainer ActivityRegularizedTabularMlp(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, ActivityRegularizedTabularMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedTabularBinaryTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>
    /// Tells any number of classes apart: several networks that score together, each of which chooses its best epoch by rows that it sets aside. Features may be on any scale, and missing (NaN): they are filled in and scaled inside.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="labelColumnName">The label column, a key with a known number of values.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the activation function.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularMulticlassTrainer ActivityRegularizedTabularMlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation) =>
        catalog.ActivityRegularizedTabularMlp(
            TabularRecipe.ToOptions(labelColumnName, featureColumnName, exampleWeightColumnName, activityRegularizer, placement));

    /// <summary>The same, with options.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="options">The columns, the networks and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularMulticlassTrainer ActivityRegularizedTabularMlp(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ActivityRegularizedTabularMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedTabularMulticlassTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }

    /// <summary>
    /// Predicts a number: several networks that score together, each of which chooses its best epoch by rows that it sets aside. Features may be on any scale, and missing (NaN): they are filled in and scaled inside.
    /// </summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="labelColumnName">The label column, <see cref="float"/>; standardized inside.</param>
    /// <param name="featureColumnName">The features column, a known-size vector of <see cref="float"/>.</param>
    /// <param name="exampleWeightColumnName">The weight column, <see cref="float"/>; a row of weight 2 counts like the row twice.</param>
    /// <param name="activityRegularizer">The penalty on each hidden layer's values; none by default.</param>
    /// <param name="placement">Whether the penalty sees them before or after the activation function.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularRegressionTrainer ActivityRegularizedTabularMlp(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        ActivityRegularizer? activityRegularizer = null,
        ActivityPlacement placement = ActivityPlacement.PostActivation) =>
        catalog.ActivityRegularizedTabularMlp(
            TabularRecipe.ToOptions(labelColumnName, featureColumnName, exampleWeightColumnName, activityRegularizer, placement));

    /// <summary>The same, with options.</summary>
    /// <param name="catalog">The trainers of <c>mlContext.Regression</c>.</param>
    /// <param name="options">The columns, the networks and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are.</exception>
    public static ActivityRegularizedTabularRegressionTrainer ActivityRegularizedTabularMlp(
        this RegressionCatalog.RegressionTrainers catalog, ActivityRegularizedTabularMlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ActivityRegularizedTabularRegressionTrainer(CatalogUtils.GetEnvironment(catalog), options);
    }
}
