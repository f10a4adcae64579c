using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>A trained network: its layers, weights and history.</summary>
/// <remarks>
/// It scores in managed code, on plain arrays: a process that only loads and scores a model needs no libtorch. ML.NET's <c>ConvertToOnnx</c>
/// exports it. It never changes, so any number of threads may use it.
/// </remarks>
/// <typeparam name="TOutput">What it scores a row with.</typeparam>
public abstract partial class NetworkModelParametersBase<TOutput> : ModelParametersBase<TOutput>, INetworkModel, IHasTrainedNetworks, IScoresRows
{
    private readonly Lazy<NetworkScorer> _scorer;

    /// <summary>The number of features that the network takes.</summary>
    public int InputSize => Network.Plan.InputSize;

    /// <summary>What the features are: [features], [timesteps, features] or [channels, height, width].</summary>
    public IReadOnlyList<int> InputShape => Network.Plan.Input.ToInputArray();

    /// <summary>All layers, the output layer last.</summary>
    public IReadOnlyList<Layer> Layers => Network.Plan.Layers;

    /// <summary>What each epoch of training measured, in order.</summary>
    public IReadOnlyList<EpochMetrics> History => Network.History;

    /// <summary>How the network was trained.</summary>
    public TrainingSettings TrainingSettings => Network.Settings;

    IReadOnlyList<INetworkModel> IHasTrainedNetworks.Networks => [this];

    TrainedNetwork INetworkModel.Network => Network;

    TrainedNetwork IScoresRows.Network => Network;

    DataViewType IScoresRows.LabelType => LabelType;

    ScoreLoss IScoresRows.RowLoss => RowLoss;

    NetworkScorer INetworkModel.Scorer => Scorer;

    internal TrainedNetwork Network { get; }

    internal NetworkScorer Scorer => _scorer.Value;

    /// <summary>The values per row that the network puts out.</summary>
    private protected int OutputCount => Network.Plan.OutputSize;

    /// <summary>A table of the layers, with the shapes of their outputs and the numbers of their weights.</summary>
    public override string ToString() => NetworkTable.Text(Network);

    void IScoresRows.Score(ReadOnlySpan<float> features, Span<float> scores) => Score(features, scores);

    /// <summary>Copies of the weights, row-major, layer by layer in Keras's order and layouts, which each layer's type states.</summary>
    public IReadOnlyList<WeightTensor> GetWeights() =>
        [.. Network.Weights.Select(weight => weight.Copy())];

    /// <summary>Copies of the weights as another library has them: for PyTorch's <c>load_state_dict</c>, modules are called as layers are here, <c>dense_1</c>.</summary>
    /// <param name="format">Whose names, order and layouts.</param>
    /// <exception cref="NotSupportedException">That library has no such layer.</exception>
    public IReadOnlyList<WeightTensor> GetWeights(WeightFormat format) => [.. WeightExchange.Export(Network, format).Select(weight => weight.Copy())];
}
