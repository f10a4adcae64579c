namespace ActReg.MLNet.Tests;

/// <summary>What ReduceLROnPlateau makes of a series of values in a <see cref="ScheduleFixture"/>.</summary>
/// <param name="Values">The name of the series.</param>
/// <param name="Factor">What a reduction multiplies the factor by.</param>
/// <param name="Patience">As the respective library counts it, and so <paramref name="Cooldown"/>.</param>
/// <param name="Threshold">By how much, or by what share, a value must be better.</param>
/// <param name="Cooldown">The epochs after a reduction.</param>
/// <param name="MinFactor">The least factor.</param>
/// <param name="Relative">Whether the threshold is a share.</param>
/// <param name="Pytorch">PyTorch's factor in force after each epoch.</param>
/// <param name="Keras">Keras's; null where the threshold is relative.</param>
internal sealed record PlateauCase(
    string Values, double Factor, int Patience, double Threshold, int Cooldown, double MinFactor, bool Relative, double[] Pytorch,
    double[]? Keras);
