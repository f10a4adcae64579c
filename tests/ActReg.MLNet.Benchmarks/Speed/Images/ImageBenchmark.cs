using System.Globalization;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Peers;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Images;

/// <summary>An epoch of the network of <c>actreg fashion</c>, shuffling and history included, beside PyTorch's operations and the products of its convolutions alone.</summary>
internal static class ImageBenchmark
{
    private const int Rows = 6_000;

    public static Benchmark Benchmark { get; } = new(
        "fashion-epoch", $"two convolutions of 3 x 3 (16 and 32 filters) with pooling, 128 units, batch 128, one thread: an epoch of {Rows:N0} random images of 28 x 28", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var training = new ImageTraining(settings.IsQuick ? 640 : Rows);
        var products = new ImageProducts();
        using var channelsFirst = new TorchSharpImages(training.Rows, channelsLast: false);
        using var channelsLast = new TorchSharpImages(training.Rows, channelsLast: true);
        double ourLoss = 0;
        var samples = Timing.Alternate(
            settings.Repeats, warmUps: 1,
            [
                new("Fused", () => training.EpochSeconds(TrainingEngine.Fused, out ourLoss)),
                new("PyTorch eager by TorchSharp, channels first", channelsFirst.EpochSeconds),
                new("PyTorch eager by TorchSharp, channels last", channelsLast.EpochSeconds),
                new("the products of convolutions, MatrixProduct", () => products.Seconds(training.Rows.Length)),
                new("Torch", () => training.EpochSeconds(TrainingEngine.Torch, out _)),
            ]);
        var (ours, first, last, bare, torch) = (samples[0], samples[1], samples[2], samples[3], samples[4]);
        return new(
            [
                new("an epoch", ours, first.Median < last.Median ? first : last, Target.TimesFaster(2)),
                new("an epoch", ours, bare, Target.TimesAsLong(1.5)),
                new("an epoch", ours, first.Median < last.Median ? last : first, IsTimesFaster: true),
                new("an epoch, Engine = Torch", torch, ours),
            ],
            [
                string.Create(CultureInfo.InvariantCulture, $"Loss of the last epoch: ours {ourLoss:0.0000}, PyTorch's last batches {channelsFirst.Loss:0.0000} and {channelsLast.Loss:0.0000}; weights and shuffles differ."),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The products are {products.Operations / 1e6:0.00} million operations an image: {products.Operations * training.Rows.Length / bare.Median / 1e9:0.0} GFLOP/s."),
            ]);
    }
}
