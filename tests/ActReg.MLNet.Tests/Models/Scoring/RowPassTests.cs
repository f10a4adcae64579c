using ActReg.MLNet.Tests.Testing;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A row scored alone gets the bits that it gets in a batch.</summary>
[TestClass]
public class RowPassTests
{
    private const int Rows = 9;

    // On both sides of where leaving zeros out begins to pay.
    private static readonly Gen<int> Width = Gen.OneOf(Gen.Int[1, 40], Gen.Int[120, 300]);

    private static readonly Gen<Layer> Dense = Gen.Select(Width, Gen.Bool, Gen.Int[0, ReferenceActivation.All.Count - 1],
        (units, rectified, function) => (Layer)Layer.Dense(units, rectified ? Activation.Relu : ReferenceActivation.All[function]));

    private static readonly Layer[] Others =
        [Layer.Activation(Activation.Relu), Layer.Activation(Activation.Tanh), Layer.BatchNorm(), Layer.LayerNorm(), Layer.Dropout(0.5f)];

    private static readonly Gen<Layer> Other = Gen.Int[0, Others.Length - 1].Select(i => Others[i]);

    private static readonly Gen<double> ShareOfZeros = Gen.OneOf(Gen.Const(0.0), Gen.Double[0.1, 0.95], Gen.Const(1.0));

    private static readonly Gen<Layer[]> Layers = Gen.Select(
        Gen.OneOf(Dense, Dense, Other).Array[0, 4], Gen.Int[1, 12], (hidden, outputs) => (Layer[])[.. hidden, Layer.Dense(outputs)]);

    [TestMethod]
    public void Rows_alone_dense_or_sparse_equal_rows_in_a_batch() =>
        Gen.Select(Width, Layers, ShareOfZeros, Gen.Int).Sample(
            (features, layers, zeros, seed) =>
            {
                var random = new Random(seed);
                var scorer = new NetworkScorer(new TrainedNetwork(
                    NetworkPlanner.Plan(features, layers), RandomWeights.Create(features, layers, random), [], Trainings.Settings()));
                var rows = Enumerable.Range(0, Rows).Select(_ => Row(features, zeros, random)).ToArray();
                var batch = scorer.CreateBuffers(Rows);
                for (var i = 0; i < Rows; i++)
                    rows[i].CopyTo(batch.Input.Span[(i * batch.InputStride)..]);
                scorer.Run(Rows, batch);
                var pass = scorer.CreateRowPass();
                for (var i = 0; i < Rows; i++)
                {
                    var expected = batch[scorer.Plan.Steps.Count - 1].Span.Slice(i * (int)batch.Result.Row, scorer.Plan.OutputSize);
                    AssertSameBits(expected, pass.Run(new VBuffer<float>(features, rows[i])), $"row {i}");
                    AssertSameBits(expected, pass.Run(Sparse(rows[i])), $"sparse row {i}");
                }
            },
            iter: 150, threads: 1, print: c => $"{c.Item1} features, {Architectures.Text(c.Item2)}, {c.Item3:P0} zeros, seed {c.Item4}");

    [TestMethod]
    public void A_row_allocates_nothing()
    {
        Layer[] layers = [Layer.Dense(200, Activation.Relu), Layer.BatchNorm(), Layer.Dense(150, Activation.Gelu()), Layer.Dense(1)];
        var random = new Random(1);
        var pass = new NetworkScorer(Networks.Random(30, layers, random)).CreateRowPass();
        var row = Row(30, 0.5, random);
        var (dense, sparse) = (new VBuffer<float>(30, row), Sparse(row));
        Assert.AreEqual(0, Allocations.Of(100, () => pass.Run(dense)), "dense");
        Assert.AreEqual(0, Allocations.Of(100, () => pass.Run(sparse)), "sparse");
    }

    [TestMethod]
    public void A_prediction_allocates_nothing()
    {
        var engine = new MLContext(seed: 1).Model.CreatePredictionEngine<Point, Prediction>(TinyTraining.Fit());
        var (point, prediction) = (new Point { Features = [0.5f, -0.25f] }, new Prediction());
        Assert.AreEqual(0, Allocations.Of(100, () => engine.Predict(point, ref prediction)));
        Assert.AreNotEqual(0, prediction.Score);
    }

    private static float[] Row(int features, double zeros, Random random) =>
        [.. Enumerable.Range(0, features).Select(_ => random.NextDouble() < zeros ? 0 : Numbers.Next(random))];

    private static VBuffer<float> Sparse(float[] row)
    {
        int[] places = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != 0)];
        // Shorter than the row even where nothing is 0, or it would count as dense.
        var count = Math.Min(places.Length, row.Length - 1);
        return count < places.Length
            ? new VBuffer<float>(row.Length, row)
            : new VBuffer<float>(row.Length, count, [.. places.Select(i => row[i])], places);
    }

    private static void AssertSameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.AreEqual(expected.Length, actual.Length, what);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(BitConverter.SingleToInt32Bits(expected[i]), BitConverter.SingleToInt32Bits(actual[i]), $"{what}, output {i}");
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
