namespace ActReg.MLNet;

/// <summary>Biases that begin by the rows to train on.</summary>
/// <param name="Bias">Their place.</param>
/// <param name="Initializer">What they begin as.</param>
internal sealed record RowBiases(WeightPlace Bias, HePlusInitializer Initializer);
