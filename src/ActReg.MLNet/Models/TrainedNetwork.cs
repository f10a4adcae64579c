namespace ActReg.MLNet;

/// <summary>Everything that a model keeps of a training: plain values, never changed.</summary>
/// <param name="Input">The features of a row.</param>
/// <param name="Layers">All layers, the output layer included.</param>
/// <param name="Weights">In the order of <see cref="NetworkModelParametersBase{TOutput}.GetWeights"/>.</param>
/// <param name="History">One entry per epoch.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="LabelScale">What undoes the standardization of its labels; null where they were not standardized.</param>
internal sealed record TrainedNetwork(
    LayerShape Input, IReadOnlyList<Layer> Layers, IReadOnlyList<WeightTensor> Weights, IReadOnlyList<EpochMetrics> History,
    TrainingSettings Settings, LabelScale? LabelScale = null)
{
    /// <summary>The number of features.</summary>
    public int InputSize => Input.Size;

    /// <summary>The values per row that it puts out.</summary>
    public int OutputCount => ((DenseLayer)Layers[^1]).Units;
}
