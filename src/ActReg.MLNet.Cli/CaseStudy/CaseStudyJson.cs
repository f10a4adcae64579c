using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class CaseStudyJson
{
    internal static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Makes the file's folder if need be, and leaves a file of that name as it is.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void CheckWritable(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isNew = !File.Exists(path);
        File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        if (isNew)
            File.Delete(path);
    }

    public static void Write(string path, CaseStudyResult result, CaseStudySettings settings)
    {
        var document = new Document(settings, [.. result.Models.Select(Describe)]);
        File.WriteAllText(path, JsonSerializer.Serialize(document, Layout) + "\n");
    }

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
