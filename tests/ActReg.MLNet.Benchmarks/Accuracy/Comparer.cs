using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>Trains and scores every method on every fold.</summary>
internal static class Comparer
{
    /// <summary>Fold k, from 0, trains with seed k + 1; so do scikit-learn's methods.</summary>
    /// <param name="name">Of <see cref="ReportedData.Names"/>.</param>
    /// <param name="methods">Finds the names of the methods to score, besides ours with its defaults.</param>
    /// <param name="repeats">Of five folds.</param>
    /// <param name="withSklearn">Whether to score scikit-learn's methods too.</param>
    /// <param name="onScored">Hears of each method when it is done.</param>
    public static DataComparison Compare(
        string name, Regex methods, int repeats, bool withSklearn, Action<MethodScores> onScored)
    {
        var data = ReportedData.Load(name);
        var splits = Folds.Of(name, data, repeats).Select(split => split.Standardized()).ToArray();
        var reference = OurMethods.All.First(method => method.Task == data.Task);
        var ours = OurMethods.All.Where(method => method == reference || IsWanted(method)).ToArray();
        var mlNet = MLNetMethods.All.Where(IsWanted).ToArray();
        var scores = ours.Concat(mlNet).Select(Scores);
        if (withSklearn)
            scores = scores.Concat(SklearnPeers.Run(name, data.Task, methods, repeats));
        var all = new List<MethodScores>();
        foreach (var method in scores)
        {
            all.Add(method);
            onScored(method);
        }
        var metric = data.Task == TaskKind.Regression ? "R²" : "accuracy";
        var bestOfMLNet = all.Slice(ours.Length, mlNet.Length).MaxBy(method => method.Scores.Mean())?.Method;
        return new(name, metric, reference.Name, bestOfMLNet, all);

        bool IsWanted(Method method) => method.Task == data.Task && methods.IsMatch(method.Name);

        MethodScores Scores(Method method) =>
            new(method.Name, [.. splits.Select((split, fold) => method.Score(split, fold + 1))]);
    }
}
