namespace ActReg.MLNet;

/// <summary>By how much a candidate differs from the baseline on the same rows and seeds.</summary>
/// <param name="Metric">Of what.</param>
/// <param name="Difference">The candidate's value less the baseline's.</param>
public sealed record PairedDifference(string Metric, MeanInterval Difference);
