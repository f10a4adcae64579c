using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class CaseStudyJson
{
    public static void Write(Stream file, CaseStudyResult result, CaseStudySettings settings) =>
        JsonFile.Write(file, new Document(settings, [.. result.Models.Select(Describe)]));

    private static ModelEntry Describe(ModelResult model)
    {
        var first = model.First;
        return new(
            model.Model.Name, first.TrainAccuracy, first.TestAccuracy, first.TestLogLoss, first.MeanActivation,
            first.ZeroFraction, first.DeadUnitFraction, first.Seconds, model.Repeats);
    }

    private sealed record Document(CaseStudySettings Settings, IReadOnlyList<ModelEntry> Models);

    private sealed record ModelEntry(
        string Name, double TrainAccuracy, double TestAccuracy, double TestLogLoss, double MeanActivation, double ZeroFraction,
        double DeadUnitFraction, double Seconds, RepeatStatistics Repeats);
}
