using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

public sealed partial class SparsityReport
{
    /// <summary>Runs the network over a data set and measures every hidden layer. Takes no more memory for more rows.</summary>
    /// <typeparam name="TOutput">What the network scores a row with.</typeparam>
    /// <param name="network">The trained network.</param>
    /// <param name="data">Rows; those with a missing or infinite feature are left out.</param>
    /// <param name="featureColumnName">The features column, a vector of as many <see cref="float"/> as the network takes.</param>
    /// <exception cref="ArgumentException">The column is missing or not such a vector, or no row can be used.</exception>
    public static SparsityReport Create<TOutput>(
        NetworkModelParametersBase<TOutput> network, IDataView data, string featureColumnName = DefaultColumnNames.Features)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return Create(network.Scorer, FeatureColumn.Read(data, featureColumnName, network.Network));
    }

    /// <summary>
    /// The report as rows of an ML.NET data set, one for each layer. Columns: every property of <see cref="LayerSparsity"/> but
    /// <see cref="LayerSparsity.ActivationFrequencies"/> and <see cref="LayerSparsity.Shape"/>, by its name; counts are Int32, the rest Double, and the histogram is a
    /// vector of ten Int32 whose slots are named after their bins.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return SparsityView.Load(mlContext.Data, Layers);
    }
}
