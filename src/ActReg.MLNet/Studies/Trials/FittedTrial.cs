namespace ActReg.MLNet;

/// <summary>What a trial trained.</summary>
/// <param name="Network">The network.</param>
/// <param name="Measure">Its metrics on some rows.</param>
/// <param name="Layers">How sparse it is on some rows.</param>
internal sealed record FittedTrial(
    TrainedNetwork Network, Func<PreparedRows, Dictionary<StudyMetric, double>> Measure, Func<PreparedRows, IEnumerable<LayerSparsity>> Layers);
