using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class SequenceJson
{
    public static void Write(Stream file, SequenceResult result, SequenceSettings settings) =>
        JsonFile.Write(file, new Document(settings, LampRow.Probabilities, [.. result.Methods.Select(Describe)]));

    private static MethodEntry Describe(MethodResult method) => new(
        method.Method.Name, method.Accuracy.Mean, method.Accuracy.StandardError, method.WorstAccuracy, method.MedianSeconds,
        method.Outcomes);

    private sealed record Document(
        SequenceSettings Settings, IReadOnlyList<double> Probabilities, IReadOnlyList<MethodEntry> Methods);

    private sealed record MethodEntry(
        string Name, double MeanAccuracy, double StandardError, double WorstAccuracy, double MedianSeconds,
        IReadOnlyList<MethodOutcome> Repeats);
}
