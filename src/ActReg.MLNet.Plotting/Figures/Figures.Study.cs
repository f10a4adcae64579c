namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>All figures that a study gives, each with a name and a description.</summary>
    /// <param name="result">The study.</param>
    /// <returns>None of what it has no numbers of.</returns>
    public static IReadOnlyList<StudyFigure> Study(StudyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        StudyMetric[] metrics = [.. new[] { result.Metric, StudyTask.Of(result.Task).Metrics[0] }.Distinct()];
        var rows = result.HasTest() ? "the test data" : "the rows of the splits";
        (string Name, string Description, Figure? Figure)[] all =
        [
            .. metrics.Select(metric => ($"scores-{Small(metric.Name)}",
                $"{metric} of candidates over a setting, on the rows trained on and on {rows}: lines of means in strips of 95 % intervals, and the level of no penalty.",
                ScoresFigure(result, metric, null, null))),
            ("sparsity", "Share of zeros among the last hidden layer's outputs, and of dead units, over a setting, and the level of no penalty.", SparsityFigure(result, null, null)),
            .. metrics.Select(metric => ($"frontier-{Small(metric.Name)}",
                $"{metric} of each candidate over its share of active hidden outputs; those that none is better than in both are joined.", FrontierFigure(result, metric, null))),
            ("curves", "Data loss and accuracy after each epoch without a penalty, of the best candidate and of the one chosen.", CurvesFigure(result, null)),
            ("parallel", $"Each candidate as a line across its settings and its {result.Metric}; the best tenth stands out.", ParallelFigure(result, result.Metric, null)),
        ];
        return [.. all.Where(figure => figure.Figure != null).Select(figure => new StudyFigure(figure.Name, figure.Description, figure.Figure!))];
    }

    private static string Small(string name) => string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();
}
