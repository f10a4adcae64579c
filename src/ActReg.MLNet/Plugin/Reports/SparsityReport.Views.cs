using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

public sealed partial class SparsityReport
{
    /// <summary>Runs the network over a data set and measures every hidden layer. Takes no more memory for more rows.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="data">Rows; those with a missing or infinite feature are left out.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the network takes.</param>
    /// <exception cref="ArgumentException">The column is missing or not such a vector, or no row can be used.</exception>
    public static SparsityReport Create(
        INetworkModel network, IDataView data, string featureColumnName = DefaultColumnNames.Features)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return Create(network.Scorer, FeatureColumn.Read(data, featureColumnName, network.Network));
    }

    /// <summary>Runs a whole pipeline over a data set and measures every hidden layer of its network. Takes no more memory for more rows.</summary>
    /// <param name="model">What <c>Fit</c> or <c>Load</c> gave: a chain, or a transformer, with one network of this plugin in it.</param>
    /// <param name="data">Rows as the pipeline gets them; those with a missing or infinite feature are left out.</param>
    /// <exception cref="ArgumentException">The model has no network or several, a column is missing or wrong, or no row can be used.</exception>
    public static SparsityReport Create(ITransformer model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var placed = PlacedPredictor.Find(model);
        return Create(placed.Network, placed.Prepare(data), placed.FeatureColumnName);
    }

    /// <summary>
    /// The report as rows of an ML.NET data set, one for each layer. Columns: every property of <see cref="LayerSparsity"/> but
    /// <see cref="LayerSparsity.ActivationFrequencies"/> and <see cref="LayerSparsity.Shape"/>, by its name; Name is text, counts are Int32, the rest Double, and the histogram is a
    /// vector of ten Int32 whose slots are named after their bins.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return SparsityView.Load(mlContext.Data, Layers);
    }
}
