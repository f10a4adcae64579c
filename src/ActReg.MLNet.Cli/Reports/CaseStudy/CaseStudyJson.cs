using ActReg.MLNet.Cli.Terminal;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class CaseStudyJson
{
    public static void Write(Stream file, CaseStudyResult result, CaseStudySettings settings) =>
        JsonFile.Write(file, new Document(settings, [.. result.Models.Select(Describe)]));

    private static ModelEntry Describe(ModelResult model)
    {
        var hidden = model.First.Hidden;
        return new(
            model.Model.Name, model.Train.Values[0], model.Test.Values[0], model.TestLogLoss.Values[0], hidden.MeanActivation,
            hidden.ZeroFraction, hidden.DeadUnitFraction, model.First.Seconds, Repeats(model.Train, model.Test));
    }

    private static RepeatsEntry Repeats(MetricSummary train, MetricSummary test)
    {
        var interval = test.Interval;
        return new(
            interval.Count, train.Interval.Mean, train.Values.Median(), interval.Mean, interval.StandardDeviation, test.Values.Median(),
            interval.Count > 1 ? [interval.Low, interval.High] : null, train.Values, test.Values);
    }

    private sealed record Document(CaseStudySettings Settings, IReadOnlyList<ModelEntry> Models);

    private sealed record ModelEntry(
        string Name, double TrainAccuracy, double TestAccuracy, double TestLogLoss, double MeanActivation, double ZeroFraction,
        double DeadUnitFraction, double Seconds, RepeatsEntry Repeats);

    /// <summary>Of the accuracies, all in order of seeds, too; one initialization has neither deviation nor interval.</summary>
    private sealed record RepeatsEntry(
        int Count, double TrainMean, double TrainMedian, double TestMean, double TestSd, double TestMedian, IReadOnlyList<double>? Ci95,
        IReadOnlyList<double> TrainAccuracies, IReadOnlyList<double> TestAccuracies);
}
