using ActReg.MLNet.Benchmarks.Speed.Images;
using ActReg.MLNet.Benchmarks.Speed.Kernels;
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
    ];
}
