using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;

namespace Microsoft.ML;

/// <summary>Where ML.NET's catalogs offer studies of activity regularization.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads extend different types.")]
public static class StudyCatalog
{
    /// <summary>A study of networks for two classes.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification</c>.</param>
    /// <param name="baseOptions">What all candidates have in common: columns, layers, and how to train; copied.</param>
    /// <param name="space">What they differ in.</param>
    /// <param name="options">How they are compared; copied. Two times five folds by default.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are, and which candidate's.</exception>
    public static ActivityRegularizationStudy ActivityRegularizationStudy(
        this BinaryClassificationCatalog catalog, ActivityRegularizedOptionsBase baseOptions, StudySpace space, StudyOptions? options = null) =>
        new(HostContext.Of(catalog), StudyTask.Binary, baseOptions, space, options);

    /// <summary>A study of networks for any number of classes.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="baseOptions">What all candidates have in common: columns, layers, and how to train; copied.</param>
    /// <param name="space">What they differ in.</param>
    /// <param name="options">How they are compared; copied. Two times five folds by default.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are, and which candidate's.</exception>
    public static ActivityRegularizationStudy ActivityRegularizationStudy(
        this MulticlassClassificationCatalog catalog, ActivityRegularizedOptionsBase baseOptions, StudySpace space, StudyOptions? options = null) =>
        new(HostContext.Of(catalog), StudyTask.Multiclass, baseOptions, space, options);

    /// <summary>A study of networks that predict a number.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="baseOptions">What all candidates have in common: columns, layers, and how to train; copied.</param>
    /// <param name="space">What they differ in.</param>
    /// <param name="options">How they are compared; copied. Two times five folds by default.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are, and which candidate's.</exception>
    public static ActivityRegularizationStudy ActivityRegularizationStudy(
        this RegressionCatalog catalog, ActivityRegularizedOptionsBase baseOptions, StudySpace space, StudyOptions? options = null) =>
        new(HostContext.Of(catalog), StudyTask.Regression, baseOptions, space, options);

    /// <summary>A study of sparse autoencoders.</summary>
    /// <param name="catalog"><c>mlContext.Transforms</c>.</param>
    /// <param name="baseOptions">What all candidates have in common: columns, layers, the code, and how to train; copied.</param>
    /// <param name="space">What they differ in, such as <c>Vary((SparseAutoencoderOptions options) => options.Sparsity, ...)</c>.</param>
    /// <param name="options">How they are compared; copied. Two times five folds by default.</param>
    /// <exception cref="ArgumentException">Options are out of range; the message names all that are, and which candidate's.</exception>
    public static ActivityRegularizationStudy ActivityRegularizationStudy(
        this TransformsCatalog catalog, SparseAutoencoderOptions baseOptions, StudySpace space, StudyOptions? options = null) =>
        new(HostContext.Of(catalog), StudyTask.Autoencoder, baseOptions, space, options);
}
