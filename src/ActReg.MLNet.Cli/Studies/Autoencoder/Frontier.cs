using Microsoft.ML;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>What four ways to make codes sparse reach on rows that were not trained on, at several numbers of units per row.</summary>
internal static class Frontier
{
    private const int Seeds = 3;
    private static readonly int[] Levels = [4, 8, 16, 32, 64];
    private static readonly float[] Strengths = [0.1f, 0.03f, 0.01f, 0.003f, 0.001f];

    public static IReadOnlyList<FrontierMethod> Run(AutoencoderData data, AutoencoderSettings settings, CancellationToken cancellation)
    {
        var most = settings.UnitsFor(data.FeatureCount) / 4;
        int[] levels = [.. Levels.Where(level => level <= most), .. most < Levels[0] ? [Math.Max(1, most)] : Array.Empty<int>()];
        (string Method, string Strength, CodeSparsity Sparsity)[] candidates =
        [
            .. levels.Select(k => ("TopK", $"k = {k}", CodeSparsity.TopK(k))),
            .. levels.Select(k => ("BatchTopK", $"k = {k}", CodeSparsity.BatchTopK(k))),
            .. levels.Select(k => ("JumpReLU", $"target {k}", CodeSparsity.JumpRelu(k))),
            .. Strengths.Select(strength => ("L1", FormattableString.Invariant($"{strength}"), CodeSparsity.L1(strength))),
        ];
        var reports = new AutoencoderReport[candidates.Length * Seeds];
        ParallelRuns.Run(Enumerable.Range(0, reports.Length), Environment.ProcessorCount, i =>
        {
            var mlContext = new MLContext(settings.Seed);
            var options = settings.Options(data.FeatureCount, candidates[i / Seeds].Sparsity);
            options.Seed = settings.Seed + i % Seeds;
            options.CancellationToken = cancellation;
            var model = mlContext.Transforms.SparseAutoencoder(options).Fit(data.View(mlContext, data.Train));
            reports[i] = AutoencoderReport.Create(model, data.View(mlContext, data.Test));
        }, cancellation);
        return
        [
            .. candidates.Index().GroupBy(candidate => candidate.Item.Method).Select(method => new FrontierMethod(
                method.Key, [.. method.Select(candidate => new FrontierStrength(candidate.Item.Strength, reports[(candidate.Index * Seeds)..((candidate.Index + 1) * Seeds)]))])),
        ];
    }
}

/// <summary>One way to make codes sparse.</summary>
internal sealed record FrontierMethod(string Name, IReadOnlyList<FrontierStrength> Strengths);

/// <summary>One strength of it, in several repeats.</summary>
internal sealed record FrontierStrength(string Name, IReadOnlyList<AutoencoderReport> Reports);
