using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The tutorial's training with its validation rows measured after each epoch, beside what people use.</summary>
internal static class ValidatedTutorialBenchmark
{
    private static readonly Dictionary<string, Target> Targets = new()
    {
        [TutorialPeers.TorchName] = Target.TimesFaster(30),
        [TutorialPeers.TorchSharpName] = Target.TimesFaster(25),
    };

    public static Benchmark Benchmark { get; } = new(
        "tutorial-validated",
        $"tutorial model, L1 before ReLU, {TutorialTraining.Epochs} epochs, validation after each, one thread, warm", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var epochs = settings.IsQuick ? TutorialTraining.Epochs / 10 : TutorialTraining.Epochs;
        var training = new TutorialTraining();
        using var peers = new TutorialPeers(training, epochs);
        Timed?[] all =
        [
            new("ours", () => training.Seconds(validates: true, epochs)),
            peers.Torch(validates: true), peers.TorchSharp(validates: true), peers.Sklearn(),
        ];
        var samples = Timing.Alternate(settings.Repeats, warmUps: 1, [.. all.OfType<Timed>()]);
        return new(
            [
                .. samples[1..].Select(peer => new Comparison(
                    "a whole training", samples[0], peer, Targets.GetValueOrDefault(peer.Name), IsTimesFaster: true)),
            ],
            ["scikit-learn's does less: it has no activity penalty, and measures no validation rows."]);
    }
}
