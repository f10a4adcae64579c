using System.Globalization;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Peers;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Sparse;

/// <summary>A step of training a sparse autoencoder beside its dense products and PyTorch.</summary>
internal static class AutoencoderBenchmark
{
    private const int PeerSteps = 2;
    private const double TimesAsLong = 1.3;
    private const double TimesFaster = 2;

    public static Benchmark Benchmark { get; } = new(
        "autoencoder", $"A step of {SparseStep.Features}-{SparseStep.Units}-{SparseStep.Features}, batches of {SparseStep.Rows}, one thread", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        // Every unit counts as dead that was off in the batch before.
        using var topK = new SparseStep(CodeSparsity.TopK(SparseStep.K, auxiliaryStrength: 0));
        using var withDead = new SparseStep(CodeSparsity.TopK(SparseStep.K, deadAfterRows: 1));
        using var batchTopK = new SparseStep(CodeSparsity.BatchTopK(SparseStep.K, auxiliaryStrength: 0));
        using var jumpRelu = new SparseStep(CodeSparsity.JumpRelu(SparseStep.K, auxiliaryStrength: 0));
        using var l1 = new SparseStep(CodeSparsity.L1());
        using var decodedDensely = new SparseStep(CodeSparsity.TopK(SparseStep.K, auxiliaryStrength: 0), isDecodedDensely: true);
        using var torch = PythonPeers.TryStartTorch("torch_sparse_autoencoder.py", threads: 1);
        var theirLoss = double.NaN;
        Timed[] all =
        [
            Timing.Short("TopK", topK.Run), Timing.Short("TopK with dead units", withDead.Run), Timing.Short("BatchTopK", batchTopK.Run),
            Timing.Short("JumpReLU", jumpRelu.Run), Timing.Short("L1", l1.Run), Timing.Short("the dense products", SparseStep.DenseProducts()),
            Timing.Short("the same, decoded densely", decodedDensely.Run), .. PyTorch(),
        ];
        var samples = Timing.Alternate(settings.Repeats, warmUps: 1, all);
        var (products, pyTorch) = (samples[5], samples.ElementAtOrDefault(7));
        return new(
            [
                new("TopK(32)", samples[0], pyTorch, Target.TimesFaster(TimesFaster)),
                new("TopK(32)", samples[0], products, Target.TimesAsLong(TimesAsLong)),
                new("TopK(32)", samples[0], samples[6]),
                .. samples[1..5].Select(one => new Comparison(one.Name, one, products)),
            ],
            [
                "The products are all five dense ones of a step. TopK computes one of them, the code before the selection; of the others only the units that are on. L1 computes all.",
                "Decoded densely, the decoder's output and both its gradients are products of all units; a copy between code and decoder hides which are on, and costs its own time.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Loss of step {PeerSteps + 1}: TopK's {topK.Losses[PeerSteps]:0.0000000}, the same decoded densely {decodedDensely.Losses[PeerSteps]:0.0000000}{(torch == null ? "" : $", PyTorch's {theirLoss:0.0000}, whose weights and rows differ")}."),
                string.Create(CultureInfo.InvariantCulture, $"At the end {withDead.OffUnits} of {SparseStep.Units} units were dead, and JumpReLU had {jumpRelu.MeanOn:0.0} units on per row."),
            ]);

        IEnumerable<Timed> PyTorch()
        {
            if (torch != null)
            {
                yield return new("PyTorch eager", () =>
                {
                    var answer = torch.Ask(new { SparseStep.Features, SparseStep.Units, SparseStep.K, SparseStep.Rows, Steps = PeerSteps });
                    theirLoss = answer.Loss;
                    return answer.Seconds;
                });
            }
        }
    }
}
