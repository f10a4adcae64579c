namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>All methods on one data set, fold by fold.</summary>
/// <param name="Data">The data set's name.</param>
/// <param name="Metric">What the scores are.</param>
/// <param name="Rows">How many the data set has.</param>
/// <param name="Reference">The method that the others are compared with, the first; null where none was scored.</param>
/// <param name="BestOfMLNet">Of ML.NET's methods, the one with the best mean; null where none was scored.</param>
/// <param name="Methods">This plugin's, then its peers.</param>
internal sealed record DataComparison(
    string Data, string Metric, int Rows, string? Reference, string? BestOfMLNet, IReadOnlyList<MethodScores> Methods)
{
    /// <summary>With the methods of other comparisons on the same data too, but those that this one has.</summary>
    /// <param name="others">The others.</param>
    /// <param name="folds">How many folds all must have.</param>
    /// <exception cref="InvalidOperationException">One has another number of them.</exception>
    public DataComparison With(IEnumerable<DataComparison> others, int folds)
    {
        MethodScores[] more = [.. others.SelectMany(other => other.Methods).ExceptBy(Methods.Select(method => method.Method), method => method.Method)];
        if (Array.Find(more, method => method.Scores.Count != folds) is { } different)
            throw new InvalidOperationException($"{Data}: {different.Method} has {different.Scores.Count} folds in an earlier run; this one has {folds}.");
        return this with { Methods = [.. Methods, .. more] };
    }
}
