using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>A trained network: its layers, weights and history.</summary>
/// <remarks>
/// It scores in managed code, on plain arrays: a process that only loads and scores a model needs no libtorch. It cannot be exported
/// to ONNX. It never changes, so any number of threads may use it.
/// </remarks>
/// <typeparam name="TOutput">What it scores a row with.</typeparam>
public abstract partial class NetworkModelParametersBase<TOutput> : ModelParametersBase<TOutput>, IHasTrainedNetwork
{
    private readonly TrainedNetwork _network;
    private readonly Lazy<NetworkScorer> _scorer;

    /// <summary>The number of features that the network takes.</summary>
    public int InputSize => _network.InputSize;

    /// <summary>What the features are: [features], [timesteps, features] or [channels, height, width].</summary>
    public IReadOnlyList<int> InputShape => _network.Input.ToInputArray();

    /// <summary>All layers, the output layer last.</summary>
    public IReadOnlyList<Layer> Layers => _network.Layers;

    /// <summary>What each epoch of training measured, in order.</summary>
    public IReadOnlyList<EpochMetrics> History => _network.History;

    /// <summary>How the network was trained.</summary>
    public TrainingSettings TrainingSettings => _network.Settings;

    TrainedNetwork IHasTrainedNetwork.Network => _network;

    internal NetworkScorer Scorer => _scorer.Value;

    /// <summary>The values per row that the network puts out.</summary>
    private protected int OutputCount => _network.OutputCount;

    /// <summary>Copies of the weights, row-major, layer by layer in Keras's order and layouts, which each layer's type states.</summary>
    public IReadOnlyList<WeightTensor> GetWeights() =>
        [.. _network.Weights.Select(weight => weight.Copy())];
}
