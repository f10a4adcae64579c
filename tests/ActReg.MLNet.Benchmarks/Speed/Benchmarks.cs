using ActReg.MLNet.Benchmarks.Speed.Images;
using ActReg.MLNet.Benchmarks.Speed.Kernels;
using ActReg.MLNet.Benchmarks.Speed.Recurrent;
using ActReg.MLNet.Benchmarks.Speed.Sparse;
using ActReg.MLNet.Benchmarks.Speed.Tabular;
using ActReg.MLNet.Benchmarks.Speed.Training;
using ActReg.MLNet.Benchmarks.Speed.Tutorial;

namespace ActReg.MLNet.Benchmarks.Speed;

/// <summary>All that <c>speed</c> measures, in this order.</summary>
internal static class Benchmarks
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        ValidatedTutorialBenchmark.Benchmark,
        BareTutorialBenchmark.Benchmark,
        CaseStudyBenchmark.Benchmark,
        EpochBenchmark.Create("binary-epoch", LargeTraining.Binary, epochs: 1, timesFaster: 2, timesAsLong: 1.25),
        EpochBenchmark.Create("softmax-epoch", LargeTraining.Multiclass, epochs: 2, timesFaster: 1.5, timesAsLong: 1.25),
        ImageBenchmark.Benchmark,
        MemoryBenchmark.Benchmark,
        TrainersBenchmark.Benchmark,
        ProductBenchmark.Create("binary-products", LargeTraining.Binary),
        ProductBenchmark.Create("softmax-products", LargeTraining.Multiclass),
        PhaseBenchmark.Create("tutorial-phases", LargeTraining.Tutorial),
        PhaseBenchmark.Create("binary-phases", LargeTraining.Binary),
        PhaseBenchmark.Create("softmax-phases", LargeTraining.Multiclass),
        AutoencoderBenchmark.Benchmark,
        TransformBenchmark.Benchmark,
        TabularFitBenchmark.Benchmark,
        TabularScoringBenchmark.Benchmark,
        RecurrentStepBenchmark.Create(new("lstm-32-step", RecurrentCell.Lstm, 32, Timesteps: 20, BatchSize: 32), timesFaster: 5),
        RecurrentStepBenchmark.Create(new("lstm-128-step", RecurrentCell.Lstm, 128, Timesteps: 50, BatchSize: 64), timesFaster: 3),
        RecurrentStepBenchmark.Create(new("gru-16-step", RecurrentCell.Gru, 16, Timesteps: 24, BatchSize: 32), timesFaster: 5, mostSeconds: 0.3e-3),
        RecurrentScoringBenchmark.Benchmark,
    ];
}
