using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace ActReg.MLNet.Tests;

/// <summary>What is done over and over leaves nothing behind.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LeakTests
{
    private const int Rounds = 5;

    /// <summary>Of managed memory, in bytes in a round. Measured in fifteen runs: at most 4,100.</summary>
    private const long ManagedTolerance = 50_000;

    /// <summary>Of the rest, in bytes in a round. Measured in fifteen runs: at most 650,000, for code that is compiled again.</summary>
    private const long NativeTolerance = 2_000_000;

    private static readonly MLContext MLContext = new(seed: 1);

    [TestMethod]
    public void Two_thousand_trainings_with_Fused() =>
        AssertNothingStays(100, 400, count => Train(count, TrainingEngine.Fused, units: 64));

    /// <summary>One tensor of all weights, left behind by each training, would be 2.9 MB in a round.</summary>
    [TestMethod]
    public void Hundreds_of_trainings_with_Torch()
    {
        TorchRuntime.EnsureLoaded();
        var tensors = torch.Tensor.TotalCount;
        AssertNothingStays(50, 60, count => Train(count, TrainingEngine.Torch, units: 3000));
        Assert.AreEqual(tensors, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void Ten_million_rows_transformed()
    {
        var model = Train(1, TrainingEngine.Fused, units: 2);
        AssertNothingStays(100_000, 2_000_000, count =>
        {
            var scored = model!.Transform(MLContext.Data.LoadFromEnumerable(Rows(count)));
            using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
            var getScore = cursor.GetGetter<float>(scored.Schema["Score"]);
            float score = 0;
            var rows = 0;
            for (; cursor.MoveNext(); rows++)
                getScore(ref score);
            Assert.AreEqual(count, rows);
        });
    }

    /// <summary>Does something so many times in each round, after a warm-up, and measures what the round with the least growth left.</summary>
    /// <remarks>
    /// What is left behind grows in every round, the memory of compiled code and of what other tests have left only in some.
    /// </remarks>
    private static void AssertNothingStays(int warmUp, int count, Action<int> act)
    {
        act(warmUp);
        var growths = new MemoryUse[Rounds];
        var before = MemoryUse.Measure();
        for (var round = 0; round < Rounds; round++)
        {
            act(count);
            var after = MemoryUse.Measure();
            growths[round] = after - before;
            before = after;
        }

        Assert.IsLessThan(ManagedTolerance, growths.Min(growth => growth.Managed));
        Assert.IsLessThan(NativeTolerance, growths.Min(growth => growth.Native));
    }

    /// <summary>The last of so many models, each of which was trained, validated and scored once.</summary>
    /// <remarks>Each in a context of its own: ML.NET keeps what a context's progress channels tell until somebody asks.</remarks>
    private static ITransformer? Train(int times, TrainingEngine engine, int units)
    {
        var data = TinyTraining.Circles(MLContext, rowCount: 10);
        ITransformer? model = null;
        for (var i = 0; i < times; i++)
        {
            var options = TinyTraining.Options();
            options.Engine = engine;
            options.Layers = [Layer.Dense(units, Activation.Relu, ActivityRegularizer.L1(1e-3f))];
            model = TinyTraining.Trainer(new MLContext(seed: 1), options).Fit(data, data);
            model.Scores(data);
        }

        return model;
    }

    private static IEnumerable<Row> Rows(int count)
    {
        var row = new Row();
        for (var i = 0; i < count; i++)
        {
            row.Features[0] = i * 1e-7f;
            yield return row;
        }
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = new float[2];
    }
}
