using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace ActReg.MLNet.Tests;

/// <summary>What is done over and over leaves nothing behind.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LeakTests
{
    /// <summary>Of managed memory, in bytes. Measured: at most 34,000.</summary>
    private const long ManagedTolerance = 250_000;

    /// <summary>Of the working set, in bytes, which grows as code is compiled again and heaps fragment. Measured: at most 5 million.</summary>
    private const long WorkingSetTolerance = 10_000_000;

    private static readonly MLContext MLContext = new(seed: 1);

    /// <summary>After as many again, since heaps grow for the first thousands before they have the size that they keep.</summary>
    [TestMethod]
    public void Two_thousand_trainings_with_Fused() =>
        AssertNothingStays(2000, 2000, count => Train(count, TrainingEngine.Fused, units: 64));

    /// <summary>One tensor of all weights, left behind by each training, would be 14 MB.</summary>
    [TestMethod]
    public void Hundreds_of_trainings_with_Torch()
    {
        TorchRuntime.EnsureLoaded();
        var tensors = torch.Tensor.TotalCount;
        AssertNothingStays(50, 300, count => Train(count, TrainingEngine.Torch, units: 3000));
        Assert.AreEqual(tensors, torch.Tensor.TotalCount);
    }

    [TestMethod]
    public void Ten_million_rows_transformed()
    {
        var model = Train(1, TrainingEngine.Fused, units: 2);
        AssertNothingStays(100_000, 10_000_000, count =>
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

    /// <summary>Does something so many times after a warm-up, and measures what that left.</summary>
    private static void AssertNothingStays(int warmUp, int count, Action<int> act)
    {
        act(warmUp);
        var before = MemoryUse.Measure();
        act(count);
        var growth = MemoryUse.Measure() - before;
        Assert.IsLessThan(ManagedTolerance, growth.Managed);
        Assert.IsLessThan(WorkingSetTolerance, growth.WorkingSet);
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
