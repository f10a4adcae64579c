using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Puts what a layer of a trained network makes of the features into a column; made by <c>mlContext.Transforms.HiddenActivations</c>.</summary>
/// <remarks>
/// Input column: a vector of as many <see cref="float"/> as the network takes. Output column: a vector of <see cref="float"/>, of the layer's
/// own shape: [units], [timesteps, features] or [height, width, channels]; NaN where a feature is not finite. Slots are named after the
/// layer and the place: <c>dense.0</c>.
/// </remarks>
public sealed class HiddenActivationsEstimator : IEstimator<HiddenActivationsTransformer>
{
    private readonly HiddenActivationsTransformer _transformer;

    internal HiddenActivationsEstimator(IHostEnvironment env, string outputColumnName, string inputColumnName, TrainedNetwork network, LayerChoice layer) =>
        _transformer = new HiddenActivationsTransformer(env, outputColumnName, inputColumnName, network, layer);

    /// <summary>The transformer; nothing is learned from the rows.</summary>
    /// <param name="input">The rows, whose columns are checked.</param>
    /// <exception cref="ArgumentException">The input column is missing, of another type or length, or of another stage than in the network's training.</exception>
    public HiddenActivationsTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>The input columns and the output column.</summary>
    /// <param name="inputSchema">The input columns.</param>
    /// <exception cref="ArgumentException">The input column is missing, or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _transformer.OutputSchemaShape(inputSchema);
    }
}
