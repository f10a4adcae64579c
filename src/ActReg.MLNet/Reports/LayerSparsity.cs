namespace ActReg.MLNet;

/// <summary>How sparse one layer's output is on some data.</summary>
/// <param name="LayerIndex">The layer's place in <see cref="NetworkModelParametersBase{TOutput}.Layers"/>.</param>
/// <param name="Units">The layer's outputs per row.</param>
/// <param name="MeanActivation">The mean over rows and units.</param>
/// <param name="ZeroFraction">The share of outputs that are exactly 0, 0 to 1.</param>
/// <param name="DeadUnitFraction">The share of units that are exactly 0 on every row, 0 to 1.</param>
public sealed record LayerSparsity(int LayerIndex, int Units, double MeanActivation, double ZeroFraction, double DeadUnitFraction);
