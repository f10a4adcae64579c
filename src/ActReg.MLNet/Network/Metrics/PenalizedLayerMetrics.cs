namespace ActReg.MLNet;

/// <summary>What one epoch of training measured of a layer whose output is penalized.</summary>
/// <param name="LayerIndex">The layer's place among the network's layers.</param>
/// <param name="Strength">What its penalty was multiplied by in the epoch's last step: 1 without an <see cref="ActivityPenaltySchedule"/>.</param>
/// <param name="ZeroFraction">The share of its outputs, masked timesteps left out, that were exactly 0, before each update, averaged over the epoch; 0 to 1.</param>
public readonly record struct PenalizedLayerMetrics(int LayerIndex, double Strength, double ZeroFraction);
