using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>A method's means over a table's folds.</summary>
internal sealed record TableScores(double Error, double? LogLoss, double FitSeconds);

/// <summary>A table as many of them are compared: methods by family, which is what stands before the comma of a peer's name.</summary>
internal sealed record ComparedTable(string Name, string Kind, IReadOnlyDictionary<string, TableScores> Methods)
{
    public static ComparedTable Of(DataComparison comparison)
    {
        // Where none is wrong, half a row is: a ratio needs an error above 0.
        var least = 0.5 / comparison.Rows;
        var methods = new Dictionary<string, TableScores>();
        // Of a family the first: scikit-learn's MLP with the standardized target.
        foreach (var method in comparison.Methods)
            methods.TryAdd(FamilyOf(method.Method), new(Math.Max(least, 1 - method.Scores.Mean()), method.LogLosses?.Mean(), method.FitSeconds.Mean()));
        var kind = comparison.Metric == "R²" ? "regression" : "classes";
        return new(comparison.Data, kind, methods);
    }

    private static string FamilyOf(string method) =>
        method.StartsWith("ours", StringComparison.Ordinal) ? method : method.Split(',')[0];
}
