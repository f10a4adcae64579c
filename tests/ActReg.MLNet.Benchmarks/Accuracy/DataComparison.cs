namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>All methods on one data set, fold by fold.</summary>
/// <param name="Data">The data set's name.</param>
/// <param name="Metric">What the scores are.</param>
/// <param name="Rows">How many the data set has.</param>
/// <param name="Reference">The method that the others are compared with, the first; null where none was scored.</param>
/// <param name="BestOfMLNet">Of ML.NET's methods, the one with the best mean; null where none was scored.</param>
/// <param name="Methods">This plugin's, then its peers.</param>
internal sealed record DataComparison(
    string Data, string Metric, int Rows, string? Reference, string? BestOfMLNet, IReadOnlyList<MethodScores> Methods);
