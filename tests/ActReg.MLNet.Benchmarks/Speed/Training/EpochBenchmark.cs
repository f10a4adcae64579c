using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>Epochs of a large training, shuffling and history included, beside PyTorch and its matrix products alone.</summary>
internal static class EpochBenchmark
{
    /// <param name="name">A word for the command line.</param>
    /// <param name="training">What is trained.</param>
    /// <param name="epochs">Timed at a time.</param>
    /// <param name="timesFaster">The target against PyTorch.</param>
    /// <param name="timesAsLong">The target against the products.</param>
    public static Benchmark Create(
        string name, LargeTraining training, int epochs, double timesFaster, double timesAsLong) => new(
        name, $"{training.Name}, L1 on every hidden layer, one thread: an epoch of {training.RowCount:N0} rows",
        settings => Run(training, settings.IsQuick ? 1 : epochs, settings.Repeats, timesFaster, timesAsLong));

    private static BenchmarkResult Run(LargeTraining training, int epochs, int repeats, double timesFaster, double timesAsLong)
    {
        var mlContext = new MLContext(seed: 1);
        var data = training.Load(mlContext);
        using var products = new EpochOfProducts(training);
        using var torchPeer = new TorchPeer(training);
        double ourLoss = 0, theirLoss = 0;
        Timed[] all =
        [
            new("Fused", () => training.EpochSeconds(mlContext, data, epochs, TrainingEngine.Fused, out ourLoss)),
            new("Torch", () => training.EpochSeconds(mlContext, data, epochs, TrainingEngine.Torch, out _)),
            new("the products, torch.mm", () => products.Seconds(epochs)),
            .. PyTorch(),
        ];
        var samples = Timing.Alternate(repeats, warmUps: 1, all);
        var (ours, torch, bare, pyTorch) = (samples[0], samples[1], samples[2], samples.ElementAtOrDefault(3));
        return new(
            [
                new("an epoch", ours, pyTorch, Target.TimesFaster(timesFaster)),
                new("an epoch", ours, bare, Target.TimesAsLong(timesAsLong)),
                new("an epoch, Engine = Torch", torch, ours),
            ],
            [
                torchPeer.Choice,
                $"Loss of the last epoch: ours {ourLoss:0.0000}, PyTorch's {theirLoss:0.0000}; weights and shuffles differ.",
            ]);

        IEnumerable<Timed> PyTorch()
        {
            if (torchPeer.IsInstalled)
                yield return new("PyTorch eager", () =>
                {
                    var answer = torchPeer.Train(epochs);
                    theirLoss = answer.Loss;
                    return answer.Seconds;
                });
        }
    }
}
