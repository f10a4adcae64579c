using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>Trains and scores every method on every fold.</summary>
internal static class Comparer
{
    /// <summary>Fold k, from 0, trains with seed k + 1; so do scikit-learn's methods.</summary>
    /// <param name="data">The rows and their folds.</param>
    /// <param name="methods">Finds the names of the methods to score.</param>
    /// <param name="foldsPerRepeat">How many of each repeat's folds to hold out.</param>
    /// <param name="withSklearn">Whether to score scikit-learn's methods too.</param>
    /// <param name="onScored">Hears of each method when it is done.</param>
    public static DataComparison Compare(
        ComparedData data, Regex methods, int foldsPerRepeat, bool withSklearn, Action<MethodScores> onScored)
    {
        var task = data.Data.Task;
        var splits = data.Splits(foldsPerRepeat).Select(split => split.Standardized()).ToArray();
        var ours = OurMethods.All.Where(IsWanted).ToArray();
        var mlNet = MLNetMethods.All.Where(IsWanted).ToArray();
        var scores = ours.Concat(mlNet).Select(Scores);
        if (withSklearn)
            scores = scores.Concat(SklearnPeers.Run(data, methods, foldsPerRepeat));
        var all = new List<MethodScores>();
        foreach (var method in scores)
        {
            all.Add(method);
            onScored(method);
        }
        var bestOfMLNet = all.Slice(ours.Length, mlNet.Length).MaxBy(method => method.Scores.Mean())?.Method;
        return new(
            data.Name, task == TaskKind.Regression ? "R²" : "accuracy", data.Data.Count, all.FirstOrDefault()?.Method, bestOfMLNet, all);

        bool IsWanted(Method method) => method.Takes(data.Data) && methods.IsMatch(method.Name);

        MethodScores Scores(Method method) =>
            MethodScores.Of(method.Name, [.. splits.Select((split, fold) => method.Measure(split, fold + 1))]);
    }
}
