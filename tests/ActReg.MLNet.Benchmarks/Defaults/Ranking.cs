using ActReg.MLNet.Benchmarks.Accuracy;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>How a candidate fared over all tasks; the standard errors are over tasks.</summary>
/// <param name="Candidate">Its name.</param>
/// <param name="Rank">The mean of its ranks; 1 is best.</param>
/// <param name="RankError">That mean's standard error.</param>
/// <param name="RelativeLoss">The mean of its losses, each divided by the candidates' mean loss in that task.</param>
/// <param name="RelativeLossError">That mean's standard error.</param>
/// <param name="BehindBest">How much more that is than the best candidate's.</param>
/// <param name="BehindBestError">That difference's standard error, task by task.</param>
/// <param name="Losses">By task: 1 - accuracy, or 1 - R².</param>
internal sealed record Ranking(
    string Candidate, double Rank, double RankError, double RelativeLoss, double RelativeLossError,
    double BehindBest, double BehindBestError, IReadOnlyDictionary<string, double> Losses)
{
    /// <param name="candidates">The candidates' names.</param>
    /// <param name="losses">For each task, the candidates' losses.</param>
    /// <returns>From the least relative loss up.</returns>
    public static IReadOnlyList<Ranking> Of(IReadOnlyList<string> candidates, IReadOnlyDictionary<string, double[]> losses)
    {
        var ranks = losses.Values.Select(values => values.Ranks()).ToArray();
        var relative = losses.Values.Select(Relative).ToArray();
        var best = Enumerable.Range(0, candidates.Count).MinBy(index => relative.Average(task => task[index]));
        return [.. candidates.Select(Rank).OrderBy(ranking => ranking.RelativeLoss)];

        Ranking Rank(string candidate, int index)
        {
            double[] ownRanks = [.. ranks.Select(task => task[index])];
            double[] ownLosses = [.. relative.Select(task => task[index])];
            double[] behind = [.. relative.Select(task => task[index] - task[best])];
            return new(
                candidate, ownRanks.Mean(), Interval.StandardError(ownRanks), ownLosses.Mean(), Interval.StandardError(ownLosses),
                behind.Mean(), Interval.StandardError(behind),
                losses.ToDictionary(task => task.Key, task => task.Value[index]));
        }
    }

    /// <summary>1 for all where all are perfect.</summary>
    private static double[] Relative(double[] losses)
    {
        var mean = losses.Mean();
        return Array.ConvertAll(losses, loss => mean > 0 ? loss / mean : 1);
    }
}
