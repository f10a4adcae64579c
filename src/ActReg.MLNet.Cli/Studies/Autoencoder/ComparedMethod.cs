namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>What a method scored in each repeat, beside another one on the same rows.</summary>
/// <param name="Name">The method.</param>
/// <param name="Score">Over the repeats.</param>
/// <param name="Against">By how much it is above the other's; <see langword="null"/> of the one that others are compared with.</param>
internal sealed record ComparedMethod(string Name, MetricSummary Score, PairedDifference? Against)
{
    /// <summary>Repeats are taken as if they shared no rows.</summary>
    private const double Overlap = 0;

    /// <param name="metric">What they scored.</param>
    /// <param name="methods">Of each the scores, one for each repeat; all are compared with the first.</param>
    public static IReadOnlyList<ComparedMethod> All(string metric, params IReadOnlyList<(string Name, double[] Scores)> methods)
    {
        var first = Summary(methods[0].Scores);
        return [new(methods[0].Name, first, null), .. methods.Skip(1).Select(method => Compared(method.Name, Summary(method.Scores)))];

        MetricSummary Summary(double[] scores) => MetricSummary.Of(metric, scores, Overlap);

        ComparedMethod Compared(string name, MetricSummary score) => new(name, score, score.Less(first, Overlap));
    }
}
