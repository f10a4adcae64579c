namespace ActReg.MLNet;

/// <summary>What the strengths of the next step depend on, at the end of an epoch.</summary>
/// <param name="Strengths">Those of the last step.</param>
/// <param name="ZeroFractions">The share of each penalized step's outputs that were exactly 0 in the last step.</param>
/// <param name="EarlierZeroFractions">The same of the step before it.</param>
internal sealed record PenaltyState(double[] Strengths, double[] ZeroFractions, double[] EarlierZeroFractions);
