using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Recurrent;

/// <summary>Rows that stand in memory, scored by a recurrent network beside PyTorch.</summary>
internal static class RecurrentScoringBenchmark
{
    private const int Rows = 4096;
    private const int PeerBatch = 512;
    private const double TimesFaster = 1.5;

    private static readonly RecurrentCase[] Cases =
    [
        new("lstm-32", RecurrentCell.Lstm, 32, Timesteps: 20, BatchSize: 32), new("gru-16", RecurrentCell.Gru, 16, Timesteps: 24, BatchSize: 32),
        new("lstm-128", RecurrentCell.Lstm, 128, Timesteps: 50, BatchSize: 64),
    ];

    public static Benchmark Benchmark { get; } = new(
        "recurrent-scoring", $"{Rows:N0} rows in memory scored by recurrent networks, one thread; PyTorch in batches of {PeerBatch}", Run);

    private static BenchmarkResult Run(BenchmarkSettings settings) => new([.. Cases.Select(one => Compare(one, settings))], []);

    private static Comparison Compare(RecurrentCase one, BenchmarkSettings settings)
    {
        var rows = one.Rows(Rows);
        var scores = new float[Rows];
        var scorer = new NetworkScorer(new TrainedNetwork(one.Plan, one.InitialWeights, [], new TrainingSettings { Epochs = 1, BatchSize = 1, LearningRate = 1e-3f, Shuffle = true, Seed = 1, Engine = TrainingEngine.Fused }));
        var bulk = new BulkScorer(scorer, scorer.WriteVectors);
        using var torch = new TorchRecurrence(one, Rows);
        var samples = Timing.Alternate(
            settings.IsQuick ? 1 : settings.Repeats, warmUps: 1,
            [
                Timing.Short("Score", () => bulk.Score(rows, scores, maxDegreeOfParallelism: 1)),
                Timing.Short("PyTorch eager, by TorchSharp", () => torch.Score(PeerBatch, scores)),
            ]);
        return new(one.Title, samples[0], samples[1], Target.TimesFaster(TimesFaster));
    }
}
