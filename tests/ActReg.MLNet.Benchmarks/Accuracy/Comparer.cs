using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>Trains and scores every method on every fold.</summary>
internal static class Comparer
{
    /// <summary>Fold k, from 0, trains with seed k + 1; so do scikit-learn's methods.</summary>
    /// <param name="name">Of <see cref="ReportedData.Names"/>.</param>
    /// <param name="repeats">Of five folds.</param>
    /// <param name="withSklearn">Whether to score scikit-learn's methods too.</param>
    /// <param name="onScored">Hears of each method when it is done.</param>
    public static DataComparison Compare(string name, int repeats, bool withSklearn, Action<MethodScores> onScored)
    {
        var data = ReportedData.Load(name);
        var splits = Folds.Of(name, data, repeats).Select(split => split.Standardized()).ToArray();
        var ours = OurMethods.All.Where(method => method.Task == data.Task).ToArray();
        var mlNet = MLNetMethods.All.Where(method => method.Task == data.Task).ToArray();
        var methods = ours.Concat(mlNet).Select(Scores);
        if (withSklearn)
            methods = methods.Concat(SklearnPeers.Run(name, data.Task, repeats));
        var all = new List<MethodScores>();
        foreach (var method in methods)
        {
            all.Add(method);
            onScored(method);
        }
        var metric = data.Task == TaskKind.Regression ? "R²" : "accuracy";
        var bestOfMLNet = all.Slice(ours.Length, mlNet.Length).MaxBy(method => method.Scores.Mean())!.Method;
        return new(name, metric, ours.FirstOrDefault()?.Name, bestOfMLNet, all);

        MethodScores Scores(Method method) =>
            new(method.Name, [.. splits.Select((split, fold) => method.Score(split, fold + 1))]);
    }
}
