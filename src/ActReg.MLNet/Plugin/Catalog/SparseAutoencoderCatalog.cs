using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where <see cref="MLContext.Transforms"/> offers sparse autoencoders.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in a required argument.")]
public static class SparseAutoencoderCatalog
{
    /// <summary>
    /// Trains an autoencoder without hidden layers, and makes a column of its sparse code: of many units, few of which are on for a row, and
    /// whose weighted sum reconstructs it. The columns behind it may go to any trainer.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext.Transforms"/>.</param>
    /// <param name="outputColumnName">The column to make: a vector of <paramref name="codeSize"/> <see cref="float"/>.</param>
    /// <param name="inputColumnName">The features, a known-size vector of <see cref="float"/>; normalize those that are in different units.</param>
    /// <param name="codeSize">The units of the code, at least 1.</param>
    /// <param name="sparsity">What makes the code sparse; the 8 largest of a row, or all of fewer units, by default.</param>
    /// <param name="epochs">The passes over the training set, at least 1.</param>
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    /// <example><code>
    /// var pipeline = mlContext.Transforms.SparseAutoencoder("Code", "Features", codeSize: 64, CodeSparsity.TopK(8))
    ///     .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "Code"));
    /// </code></example>
    public static SparseAutoencoderEstimator SparseAutoencoder(
        this TransformsCatalog catalog,
        string outputColumnName = SparseAutoencoderOptions.DefaultOutputColumnName,
        string inputColumnName = SparseAutoencoderOptions.DefaultInputColumnName,
        int codeSize = SparseAutoencoderOptions.DefaultCodeSize,
        CodeSparsity? sparsity = null,
        int epochs = SparseAutoencoderOptions.DefaultEpochs) => catalog.SparseAutoencoder(new SparseAutoencoderOptions
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            CodeSize = codeSize,
            Sparsity = sparsity,
            Epochs = epochs,
        });

    /// <summary>Trains an autoencoder of any layers, and makes columns of its sparse code, and on request of the reconstruction and its error.</summary>
    /// <param name="catalog">The transforms of <see cref="MLContext.Transforms"/>.</param>
    /// <param name="options">The columns, the code, the layers and how to train; copied.</param>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public static SparseAutoencoderEstimator SparseAutoencoder(this TransformsCatalog catalog, SparseAutoencoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SparseAutoencoderEstimator(CatalogUtils.GetEnvironment(catalog), options);
    }
}
