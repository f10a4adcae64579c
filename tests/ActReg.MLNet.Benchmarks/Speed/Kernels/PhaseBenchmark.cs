using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Peers;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using ActReg.MLNet.Benchmarks.Speed.Training;

namespace ActReg.MLNet.Benchmarks.Speed.Kernels;

/// <summary>Where the time of one step of the fused engine goes.</summary>
internal static class PhaseBenchmark
{
    public static Benchmark Create(string name, LargeTraining training) => new(
        name, $"{training.Name}: a step of the fused engine, one thread", settings => Run(training, settings));

    private static BenchmarkResult Run(LargeTraining training, BenchmarkSettings settings)
    {
        using var phases = new StepPhases(training);
        using var products = new BareProducts(training.Sizes, training.BatchSize);
        var samples = Timing.Alternate(
            settings.ShortRepeats, warmUps: 1,
            [
                Timing.Short("a whole step", phases.Step),
                Timing.Short("its products", products.Step),
                Timing.Short("forward, penalties and shares of zeros included", phases.Forward),
                Timing.Short("its products", products.Forward),
                Timing.Short("loss and backward, penalties' gradients included", phases.Backward),
                Timing.Short("its products", products.Backward),
                Timing.Short("the loss and its gradient alone", phases.Loss),
                Timing.Short("the optimizer", phases.Update),
                Timing.Short("shuffling, for a step's rows", phases.Shuffle),
            ]);
        return new(
            [
                With(0, 1), With(2, 3), With(4, 5), .. samples[6..].Select(phase => new Comparison(phase.Name, phase)),
            ],
            ["What the phases leave of the whole step gathers its rows and adds up."]);

        Comparison With(int phase, int peer) => new(samples[phase].Name, samples[phase], samples[peer]);
    }
}
