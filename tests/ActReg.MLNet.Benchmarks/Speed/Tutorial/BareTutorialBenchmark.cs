using ActReg.MLNet.Benchmarks.Speed.Children;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Peers;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The tutorial's training without validation: beside a C kernel, and in a fresh process.</summary>
internal static class BareTutorialBenchmark
{
    /// <summary>To compare losses after: later, rounding differences have grown.</summary>
    private const int ComparableEpochs = 100;

    public static Benchmark Benchmark { get; } = new(
        "tutorial", $"tutorial model, L1 before ReLU, {TutorialTraining.Epochs} epochs, no validation, one thread", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var training = new TutorialTraining();
        var weights = TutorialTraining.InitialWeights();
        using var kernel = CKernel.TryStart(training.Rows, weights);
        Timed?[] all =
        [
            new("ours", () => training.Seconds(validates: false, initialWeights: weights)),
            kernel == null ? null : new("C, AVX2", () => kernel.Train(TutorialTraining.Epochs).Seconds),
        ];
        // The runtime compiles ours anew while it is young.
        var warm = Timing.Alternate(settings.ShortRepeats / 3, warmUps: settings.Repeats, [.. all.OfType<Timed>()]);
        return new(
            [
                new("a whole training, warm", warm[0], warm.ElementAtOrDefault(1), Target.TimesAsLong(3)),
                .. Fresh("a fresh process", settings.Repeats, Target.AtMost(0.15)),
                new("a fresh process: compiling in its first Fit", Compiling(settings.Repeats)),
                .. Fresh("a fresh process without tiered compilation", settings.Repeats, null, ("DOTNET_TieredCompilation", "0")),
            ],
            kernel == null ? [] :
            [
                Losses(training, kernel, weights, ComparableEpochs),
                Losses(training, kernel, weights, TutorialTraining.Epochs),
            ]);
    }

    private static IEnumerable<Comparison> Fresh(
        string what, int repeats, Target? target, params (string Name, string Value)[] environment)
    {
        var runs = Enumerable.Range(0, repeats).Select(_ => Child.Run(FreshTutorial.Name, environment)).ToArray();
        yield return new($"{what}: its first Fit", Seconds(run => run.Number), Target: target);
        yield return new($"{what}: start to end, wall clock", Seconds(run => run.WallSeconds));

        Samples Seconds(Func<(double Number, double WallSeconds), double> of) => new("ours", Unit.Seconds, [.. runs.Select(of)]);
    }

    private static Samples Compiling(int repeats) => new(
        "ours", Unit.Seconds, [.. Enumerable.Range(0, repeats).Select(_ => Child.Run(FreshTutorial.CompilingName).Number)]);

    private static string Losses(TutorialTraining training, CKernel kernel, IReadOnlyList<WeightTensor> weights, int epochs)
    {
        training.Seconds(validates: false, epochs, weights);
        var (ours, theirs) = (training.LastLoss, kernel.Train(epochs).Loss);
        return $"Loss after {epochs} epochs from the same weights: ours {ours:0.000000}, C's {theirs:0.000000}.";
    }
}
