namespace ActReg.MLNet;

/// <summary>A training that test data were to judge, and that failed.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Reason">Why, such as that it diverged.</param>
public sealed record FailedTest(int Seed, string Reason);
