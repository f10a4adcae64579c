using System.Diagnostics.CodeAnalysis;
using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Where <see cref="MLContext.Transforms"/> puts what a network's layers make of the features into columns.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in a required argument.")]
public static class HiddenActivationsCatalog
{
    /// <summary>
    /// Puts what a layer of a trained network makes of the features into a column: of the output layer, if that is chosen, logits before sigmoid or softmax, and in regression the labels as they
    /// were standardized.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext.Transforms"/>.</param>
    /// <param name="outputColumnName">The column to make: a vector of <see cref="float"/> of the layer's own shape.</param>
    /// <param name="inputColumnName">The features, a vector of as many <see cref="float"/> as the network takes, at the stage that it was trained on.</param>
    /// <param name="modelParameters">The trained network, of any task.</param>
    /// <param name="layer">The layer, by index or by Keras's name; the last hidden one by default.</param>
    /// <exception cref="ArgumentException">A name is blank, or there is no such layer.</exception>
    /// <example><code>
    /// var hidden = mlContext.Transforms.HiddenActivations("Hidden", "Features", fitted.Model.SubModel);
    /// </code></example>
    public static HiddenActivationsEstimator HiddenActivations(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, INetworkModel modelParameters,
        LayerChoice layer = default)
    {
        ArgumentNullException.ThrowIfNull(modelParameters);
        return Create(catalog, outputColumnName, inputColumnName, modelParameters.Network, layer);
    }

    /// <summary>
    /// Puts what a layer of a trained network makes of the features into a column: of the output layer, if that is chosen, logits before sigmoid or softmax, and in regression the labels as they
    /// were standardized.
    /// </summary>
    /// <param name="catalog">The transforms of <see cref="MLContext.Transforms"/>.</param>
    /// <param name="outputColumnName">The column to make: a vector of <see cref="float"/> of the layer's own shape.</param>
    /// <param name="inputColumnName">The features, a vector of as many <see cref="float"/> as the network takes, at the stage that it was trained on.</param>
    /// <param name="model">What <c>Fit</c> or <c>Load</c> gave: a transformer or a chain with one network of this plugin in it.</param>
    /// <param name="layer">The layer, by index or by Keras's name; the last hidden one by default.</param>
    /// <exception cref="ArgumentException">A name is blank, the model has no network or several, or there is no such layer.</exception>
    public static HiddenActivationsEstimator HiddenActivations(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName, ITransformer model, LayerChoice layer = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(catalog, outputColumnName, inputColumnName, FittedNetworks.Find(model).Network, layer);
    }

    /// <summary>The first part of a pipeline, which ends in a column of what a layer of its network makes of the features.</summary>
    /// <param name="catalog"><c>mlContext.Model</c>.</param>
    /// <param name="outputColumnName">The column to make: a vector of <see cref="float"/> of the layer's own shape.</param>
    /// <param name="model">What <c>Fit</c> or <c>Load</c> gave: a chain, or a transformer, with one network of this plugin in it.</param>
    /// <param name="layer">The layer, by index or by Keras's name; the last hidden one by default.</param>
    /// <returns>What transforms rows as the pipeline gets them, and is saved as any model.</returns>
    /// <exception cref="ArgumentException">The name is blank, the model has no network or several, or there is no such layer.</exception>
    /// <example><code>
    /// IDataView hidden = mlContext.Model.HiddenActivations("Hidden", model).Transform(rows);
    /// </code></example>
    public static ITransformer HiddenActivations(
        this ModelOperationsCatalog catalog, string outputColumnName, ITransformer model, LayerChoice layer = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        Rule.ThrowIfBroken([Rule.NotBlank(outputColumnName, nameof(outputColumnName))]);
        var placed = PlacedPredictor.Find(model);
        return new TransformerChain<ITransformer>(
        [
            .. placed.Before,
            new HiddenActivationsTransformer(CatalogUtils.GetEnvironment(catalog), outputColumnName, placed.FeatureColumnName, placed.Network.Network, layer),
        ]);
    }

    private static HiddenActivationsEstimator Create(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, TrainedNetwork network, LayerChoice layer)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Rule.ThrowIfBroken([Rule.NotBlank(outputColumnName, nameof(outputColumnName)), Rule.NotBlank(inputColumnName, nameof(inputColumnName))]);
        return new HiddenActivationsEstimator(CatalogUtils.GetEnvironment(catalog), outputColumnName, inputColumnName, network, layer);
    }
}
