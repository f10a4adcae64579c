using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>What a single row saves by its zeros: those of sparse features, and those that a ReLU puts out.</summary>
internal static class SparseRows
{
    private const int RowsPerRun = 50;

    /// <summary>50,000 -> 64 ReLU -> 1, with 100 features that are not 0.</summary>
    public static Comparison CompareFeatures(int repeats)
    {
        const int Features = 50_000, NotZero = 100;
        var scorer = new NetworkScorer(Network(Features, 64));
        var random = new Random(1);
        int[] places = [.. Enumerable.Range(0, NotZero).Select(i => i * (Features / NotZero) + random.Next(Features / NotZero))];
        var sparse = new VBuffer<float>(Features, NotZero, [.. places.Select(_ => random.NextSingle())], places);
        var dense = new VBuffer<float>(Features, [.. sparse.DenseValues()]);
        return Comparison.Measure("One row, 50000-64-1, 100 features not 0", 20 * repeats, [Row("sparse", scorer, sparse), Row("dense", scorer, dense)]);
    }

    /// <summary>A second layer of 256 x 256, of whose inputs a ReLU made a share 0.</summary>
    public static unsafe Comparison CompareActivations(double zeroShare, int repeats)
    {
        const int Units = 256;
        var network = Network(Units, Units);
        var plan = network.Plan;
        var parameters = new AlignedBuffer(plan.ParameterLength);
        Weights.Pack(plan, network.Weights, parameters.Span);
        var dense = (DenseStep)plan.Steps[0];
        var (input, output) = (new AlignedBuffer(Units), new AlignedBuffer(Units));
        var random = new Random(1);
        for (var i = 0; i < Units; i++)
            input.Span[i] = random.NextDouble() < zeroShare ? 0 : random.NextSingle();
        var step = new DenseRowStep(dense, parameters, input.Pointer, output.Pointer, isRectified: true);
        int[] places = [.. Enumerable.Range(0, Units)];
        return Comparison.Measure($"One row, 256 x 256, {zeroShare:P0} of the inputs 0", 20 * repeats,
        [
            Many("as scored", step.Run),
            Many("no zero left out", () =>
            {
                fixed (int* all = places)
                    step.Run(Units, input.Pointer, all);
            }),
        ]);
    }

    private static TrainedNetwork Network(int features, int units)
    {
        var plan = NetworkPlanner.Plan(features, [Layer.Dense(units, Activation.Relu), Layer.Dense(1)]);
        return new(plan, Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization)), [], new TrainingSettings { Epochs = 1, BatchSize = 1, LearningRate = 1, Shuffle = false, Seed = 1, Engine = TrainingEngine.Fused });
    }

    private static Work Row(string name, NetworkScorer scorer, VBuffer<float> features)
    {
        var pass = scorer.CreateRowPass();
        return Many(name, () => pass.Run(features));
    }

    private static Work Many(string name, Action row) => new(name, RowsPerRun, () =>
    {
        for (var i = 0; i < RowsPerRun; i++)
            row();
    });
}
