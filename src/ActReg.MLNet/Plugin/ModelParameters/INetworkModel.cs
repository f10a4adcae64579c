namespace ActReg.MLNet;

/// <summary>A trained network, whatever its task: its layers, weights and history.</summary>
/// <remarks>
/// Found in what <c>Fit</c> or <c>Load</c> gave by <c>model.GetNetwork()</c>. It never changes, so any number of threads may use it.
/// Only this plugin implements it.
/// </remarks>
public interface INetworkModel
{
    /// <summary>The number of features that the network takes.</summary>
    int InputSize { get; }

    /// <summary>What the features are: [features], [timesteps, features] or [channels, height, width].</summary>
    IReadOnlyList<int> InputShape { get; }

    /// <summary>All layers, the output layer last.</summary>
    IReadOnlyList<Layer> Layers { get; }

    /// <summary>What each epoch of training measured, in order.</summary>
    IReadOnlyList<EpochMetrics> History { get; }

    /// <summary>How the network was trained.</summary>
    TrainingSettings TrainingSettings { get; }

    internal TrainedNetwork Network { get; }

    internal NetworkScorer Scorer { get; }

    /// <summary>Copies of the weights, row-major, layer by layer in Keras's order and layouts, which each layer's type states.</summary>
    IReadOnlyList<WeightTensor> GetWeights();

    /// <summary>Copies of the weights as another library has them: for PyTorch's <c>load_state_dict</c>, modules are called as layers are here, <c>dense_1</c>.</summary>
    /// <param name="format">Whose names, order and layouts.</param>
    /// <exception cref="NotSupportedException">That library has no such layer.</exception>
    IReadOnlyList<WeightTensor> GetWeights(WeightFormat format);

    /// <summary>What every layer puts out for a row, the output layer last; flattening changes shapes only.</summary>
    /// <param name="features">One row of <see cref="InputSize"/> values, all finite, and for an embedding the numbers that it knows.</param>
    /// <exception cref="ArgumentException"><paramref name="features"/> is no such row.</exception>
    IReadOnlyList<LayerActivations> GetActivations(ReadOnlySpan<float> features);
}
