using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>The results for programs. Names and meanings are a promise: scripts read them.</summary>
internal static class FashionJson
{
    public static void Write(Stream file, FashionResult result, FashionSettings settings) => JsonFile.Write(file, new Document(
        settings, result.Accuracy, result.Metrics.LogLoss, FashionData.Classes.Zip(result.Recalls).ToDictionary(),
        [.. result.Sparsity.Layers.Select(layer => new LayerEntry(
            layer.LayerIndex, layer.Shape, layer.MeanActivation, layer.ZeroFraction, layer.DeadUnitFraction))],
        result.TrainingSeconds, result.ScoringSeconds));

    private sealed record Document(
        FashionSettings Settings, double TestAccuracy, double TestLogLoss, IReadOnlyDictionary<string, double> Recalls,
        IReadOnlyList<LayerEntry> Layers, double TrainingSeconds, double ScoringSeconds);

    private sealed record LayerEntry(
        int LayerIndex, IReadOnlyList<int> Shape, double MeanActivation, double ZeroFraction, double DeadUnitFraction);
}
