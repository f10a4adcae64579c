using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class AutoencoderJson
{
    public static void Write(
        Stream file, AutoencoderSettings settings, AutoencoderData data, AutoencoderResult result, IReadOnlyList<FrontierMethod> frontier, IReadOnlyList<LinearResult> linear,
        IReadOnlyList<ComparedMethod> anomalies) => JsonFile.Write(file, new Document(
            settings, data.FeatureNames, Report(result.Train), Report(result.Test), result.Stability, result.TrainingSeconds,
            [.. frontier.SelectMany(method => method.Strengths.Select(strength => new FrontierEntry(method.Name, strength.Name, [.. strength.Reports.Select(Report)])))],
            [.. linear.SelectMany(result => result.Methods.Select(method => new LinearEntry(result.Labels, method.Name, method.Score.Values)))],
            [.. anomalies.Select(method => new AnomalyEntry(method.Name, method.Score.Values))]));

    private static ReportEntry Report(AutoencoderReport report) => new(
        report.RowCount, report.Code.Units, report.Code.L0PerRow, report.Code.DeadUnits, Finite(report.ExplainedVariance), report.CosineSimilarity, Finite(report.Shrinkage),
        report.Code.HoyerSparsity, report.LogFrequencyHistogram);

    /// <summary>JSON has no other numbers.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private sealed record Document(
        AutoencoderSettings Settings, IReadOnlyList<string> Features, ReportEntry Train, ReportEntry Test, double Stability, double TrainingSeconds, IReadOnlyList<FrontierEntry> Frontier,
        IReadOnlyList<LinearEntry> Accuracies, IReadOnlyList<AnomalyEntry> Anomalies);

    private sealed record ReportEntry(
        long RowCount, int Units, double L0PerRow, int DeadUnits, double? ExplainedVariance, double CosineSimilarity, double? Shrinkage, double HoyerSparsity,
        IReadOnlyList<int> LogFrequencyHistogram);

    private sealed record FrontierEntry(string Sparsity, string Strength, IReadOnlyList<ReportEntry> Repeats);

    private sealed record LinearEntry(int Labels, string Features, IReadOnlyList<double> Accuracies);

    private sealed record AnomalyEntry(string Method, IReadOnlyList<double> AreasUnderRocCurve);
}
