namespace ActReg.MLNet;

/// <summary>Everything that an autoencoder keeps of its training: plain values, never changed.</summary>
/// <param name="Network">From scaled features to their reconstruction.</param>
/// <param name="Scale">What makes features what the network reads, and takes its output back.</param>
/// <param name="ScoreThreshold">The error above which a row is an anomaly.</param>
internal sealed record TrainedAutoencoder(TrainedNetwork Network, FeatureScale Scale, float ScoreThreshold)
{
    /// <summary>The place of the code among the network's layers.</summary>
    public int CodeIndex { get; } = Network.Plan.Layers.ToList().FindIndex(layer => layer.IsCode);

    /// <summary>The code's units.</summary>
    public int CodeSize => Network.Plan.LayerShapes[CodeIndex].Size;

    /// <summary>Why they do not fit each other; <see langword="null"/> where they do.</summary>
    public string? Problem() =>
        CodeIndex < 0 ? "the stored network is no autoencoder"
        : Network.Plan.OutputSize != Network.Plan.InputSize ? Rule.Broken("the stored autoencoder's outputs", $"must be {Network.Plan.InputSize}", Network.Plan.OutputSize)
        : Scale.Problems(Network.Plan.InputSize).FirstOrDefault(problem => problem != null)
            ?? Rule.NotNegative(ScoreThreshold, "scoreThreshold");
}
