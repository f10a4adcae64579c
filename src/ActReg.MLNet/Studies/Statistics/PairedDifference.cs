namespace ActReg.MLNet;

/// <summary>By how much a candidate differs from the baseline on the same rows and seeds, over the pairs in which both are defined.</summary>
/// <param name="Metric">Of what.</param>
/// <param name="Mean">The candidate's mean over these pairs, which is not that of all of its values where a pair is undefined.</param>
/// <param name="BaselineMean">The baseline's mean over these pairs.</param>
/// <param name="Difference">The candidate's value less the baseline's.</param>
public sealed record PairedDifference(string Metric, double Mean, double BaselineMean, MeanInterval Difference);
