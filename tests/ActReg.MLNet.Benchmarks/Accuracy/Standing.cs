
namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>How a method fares over many tables beside another, the peer.</summary>
/// <param name="Method">Its family: what it is called, whatever the task.</param>
/// <param name="Tables">Those that it was scored on.</param>
/// <param name="Error">Its error divided by the peer's, the geometric mean over tables; the error is 1 - accuracy or 1 - R².</param>
/// <param name="LogLoss">The same of its log-loss, over the tables that have one; null without.</param>
/// <param name="Wins">Tables on which its error is lower by more than <see cref="TieWidth"/>.</param>
/// <param name="Ties">Tables on which neither's is.</param>
/// <param name="Losses">The others.</param>
/// <param name="Rank">The mean of its ranks by error among itself and the peers; 1 is best.</param>
/// <param name="LogLossRank">The same by log-loss.</param>
/// <param name="Worst">Its error divided by that of the best of ML.NET's LightGbm, FastTree, Lbfgs and Sdca, as many of them as were scored, on the table where that is largest.</param>
/// <param name="WorstTable">That table.</param>
/// <param name="FitSeconds">Processor time of its trainings divided by the peer's, the geometric mean over tables.</param>
internal sealed record Standing(
    string Method, int Tables, Ratio Error, Ratio? LogLoss, int Wins, int Ties, int Losses, double Rank, double? LogLossRank,
    double Worst, string WorstTable, double FitSeconds)
{
    /// <summary>The peer that all are divided by, unless it is another method.</summary>
    public const string Peer = "ML.NET LightGbm";

    private const double TieWidth = 0.005;

    private static readonly string[] BestOf = [Peer, "ML.NET FastTree", "ML.NET Lbfgs", "ML.NET Sdca"];

    /// <summary>Over all tables, and over those of each kind; only tables that the peer was scored on.</summary>
    /// <param name="comparisons">The tables.</param>
    /// <param name="peer">What all are divided by.</param>
    public static IEnumerable<(string Title, IReadOnlyList<Standing> Standings)> ByTask(IReadOnlyList<DataComparison> comparisons, string peer = Peer)
    {
        ComparedTable[] tables = [.. comparisons.Select(ComparedTable.Of).Where(table => table.Methods.ContainsKey(peer))];
        var kinds = tables.GroupBy(table => table.Kind).ToArray();
        if (tables.Length > 0)
            yield return ($"All tables, {tables.Length}, each error divided by that of {peer}", Of(tables, peer));
        foreach (var kind in kinds.Where(_ => kinds.Length > 1))
            yield return ($"{kind.Count()} tables: {kind.Key}", Of([.. kind], peer));
    }

    private static IReadOnlyList<Standing> Of(IReadOnlyList<ComparedTable> tables, string peer) =>
        [.. tables.SelectMany(table => table.Methods.Keys).Distinct().Select(method => Of(method, peer, [.. tables.Where(table => table.Methods.ContainsKey(method))]))];

    private static Standing Of(string method, string peer, ComparedTable[] tables)
    {
        double[] ratios = [.. tables.Select(table => table.Methods[method].Error / table.Methods[peer].Error)];
        var withLogLoss = tables.Where(table => table.Methods[method].LogLoss != null && table.Methods[peer].LogLoss != null).ToArray();
        double[] logLossRatios = [.. withLogLoss.Select(table => table.Methods[method].LogLoss!.Value / table.Methods[peer].LogLoss!.Value)];
        var worst = tables.Select(table => (Ratio: Beside(table), table.Name)).MaxBy(pair => pair.Ratio);
        return new(
            method, tables.Length, Ratio.OfMany(ratios), logLossRatios.Length == 0 ? null : Ratio.OfMany(logLossRatios),
            ratios.Count(ratio => ratio < 1 - TieWidth), ratios.Count(ratio => Math.Abs(ratio - 1) <= TieWidth), ratios.Count(ratio => ratio > 1 + TieWidth),
            tables.Average(table => Rank(table, scores => scores.Error)),
            withLogLoss.Length == 0 ? null : withLogLoss.Average(table => Rank(table, scores => scores.LogLoss)),
            worst.Ratio, worst.Name,
            Ratio.OfMany([.. tables.Select(table => table.Methods[method].FitSeconds / table.Methods[peer].FitSeconds)]).Mean);

        double Beside(ComparedTable table) =>
            table.Methods[method].Error / BestOf.Where(table.Methods.ContainsKey).Select(other => table.Methods[other].Error).DefaultIfEmpty(double.NaN).Min();

        // Our variants are no peers of each other.
        double Rank(ComparedTable table, Func<TableScores, double?> loss)
        {
            var own = loss(table.Methods[method]);
            var others = table.Methods.Where(other => other.Key != method && !other.Key.StartsWith("ours", StringComparison.Ordinal)).Select(other => loss(other.Value)).ToArray();
            return 1 + others.Count(other => other < own) + 0.5 * others.Count(other => other == own);
        }
    }
}
