using ActReg.MLNet.Tests.Testing;
using CsCheck;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The report against values computed by hand.</summary>
[TestClass]
public sealed class SparsityReportTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>
    /// Features (1, 0), (0, 1), (-1, -1); three ReLU units x0, x1 and x0 + x1 - 5: (1, 0, 0), (0, 1, 0), (0, 0, 0). Seven zeros of nine,
    /// one dead unit of three, mean 2/9.
    /// </summary>
    [TestMethod]
    public void One_hidden_layer()
    {
        var network = Network([Layer.Dense(3, Activation.Relu)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        var report = SparsityReport.Create(network, Points());
        Assert.AreEqual(3, report.RowCount);
        Assert.HasCount(1, report.Layers);
        Check(report.Layers[0], 0, 3, 2 / 9.0, 7 / 9.0, 1 / 3.0);
    }

    /// <summary>Two rows of one active unit and one of none; L0 2/3, Hoyer 1, Gini 2/3, 2/3 and, for the row of zeros, 1.</summary>
    [TestMethod]
    public void Measures_of_one_hidden_layer()
    {
        var network = Network([Layer.Dense(3, Activation.Relu)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        var layer = SparsityReport.Create(network, Points()).Layers[0];
        Assert.AreEqual(2 / 9.0, layer.MeanAbsoluteActivation, 1e-6);
        Assert.AreEqual(1, layer.DeadUnits);
        Assert.AreEqual(2 / 3.0, layer.L0PerRow, 1e-12);
        Assert.AreEqual(1, layer.HoyerSparsity, 1e-12);
        Assert.AreEqual(7 / 9.0, layer.GiniIndex, 1e-12);
        TinyTraining.AreEqual([1 / 3.0, 1 / 3.0, 0], layer.ActivationFrequencies);
        TinyTraining.AreEqual([1, 0, 0, 2, 0, 0, 0, 0, 0, 0], layer.ActivationFrequencyHistogram);
    }

    /// <summary>One unit for each count of active rows, 0 to 20, of twenty: two units per bin, and in the last those of 18, 19 and 20.</summary>
    [TestMethod]
    public void Each_bin_begins_where_the_one_before_ends()
    {
        float[] rows = [.. Enumerable.Range(0, 20).SelectMany(row => Enumerable.Range(0, 21).Select(unit => row < unit ? 1f : 0))];
        var layer = SparsityReport.Create(PassingThrough(21), Data.Binary(_mlContext, 21, rows, new bool[20])).Layers[0];
        TinyTraining.AreEqual(Enumerable.Range(0, 21).Select(unit => unit / 20.0), layer.ActivationFrequencies);
        TinyTraining.AreEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 3], layer.ActivationFrequencyHistogram);
        Assert.AreEqual(1, layer.DeadUnits);
    }

    /// <summary>Random activations, many of them 0, in as many rows as take one to three batches.</summary>
    [TestMethod]
    public void Every_figure_is_what_its_definition_says() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 600], Gen.Int).Sample(
            (units, rowCount, seed) =>
            {
                var random = new Random(seed);
                float[][] rows = [.. Enumerable.Range(0, rowCount).Select(_ =>
                    Numbers.Array(random, units).Select((value, unit) => random.Next(units + 1) > unit ? 0 : value).ToArray())];
                var report = SparsityReport.Create(
                    PassingThrough(units), Data.Binary(_mlContext, units, [.. rows.SelectMany(row => row)], new bool[rowCount]));
                Assert.AreEqual(rowCount, report.RowCount);

                var layer = report.Layers[0];
                double[] all = [.. rows.SelectMany(row => row).Select(value => (double)value)];
                Assert.AreEqual(all.Average(), layer.MeanActivation, 1e-12);
                Assert.AreEqual(all.Average(Math.Abs), layer.MeanAbsoluteActivation, 1e-12);
                Assert.AreEqual(all.Average(value => value == 0 ? 1 : 0), layer.ZeroFraction, 1e-12);
                Assert.AreEqual(rows.Average(row => row.Count(value => value != 0)), layer.L0PerRow, 1e-12);
                Assert.AreEqual(rows.Average(row => SparsityMeasures.Hoyer(Magnitudes(row), units)), layer.HoyerSparsity, 1e-12);
                Assert.AreEqual(rows.Average(row => SparsityMeasures.Gini(Magnitudes(row), units)), layer.GiniIndex, 1e-12);

                int[] active = [.. Enumerable.Range(0, units).Select(unit => rows.Count(row => row[unit] != 0))];
                Assert.AreEqual(active.Count(count => count == 0), layer.DeadUnits);
                TinyTraining.AreEqual(active.Select(count => (double)count / rowCount), layer.ActivationFrequencies);
                for (var bin = 0; bin < 10; bin++)
                {
                    var isLast = bin == 9;
                    Assert.AreEqual(
                        active.Count(count => 10 * count >= bin * rowCount && (isLast || 10 * count < (bin + 1) * rowCount)),
                        layer.ActivationFrequencyHistogram[bin], $"bin {bin}");
                }
            },
            iter: 50, threads: 1);

    /// <summary>The same network, the activation as a layer of its own: before it, (1, 0, -4), (0, 1, -4), (-1, -1, -7).</summary>
    [TestMethod]
    public void A_layer_before_its_activation_counts_by_itself()
    {
        var network = Network(
            [Layer.Dense(3), Layer.Activation(Activation.Relu)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        var report = SparsityReport.Create(network, Points());
        Assert.HasCount(2, report.Layers);
        Check(report.Layers[0], 0, 3, -15 / 9.0, 2 / 9.0, 0);
        Assert.AreEqual(19 / 9.0, report.Layers[0].MeanAbsoluteActivation, 1e-6);
        Assert.AreEqual(7 / 3.0, report.Layers[0].L0PerRow, 1e-12);
        Check(report.Layers[1], 1, 3, 2 / 9.0, 7 / 9.0, 1 / 3.0);
    }

    /// <summary>Sigmoid of 0 is 1/2, and the padding beside it must not count.</summary>
    [TestMethod]
    public void Nothing_but_the_units_counts()
    {
        var network = Network([Layer.Dense(3, Activation.Sigmoid)], new("k", [2, 3], new float[6]), new("b", [3], new float[3]));
        Check(SparsityReport.Create(network, Points()).Layers[0], 0, 3, 0.5, 0, 0);
    }

    [TestMethod]
    public void Rows_that_are_not_finite_are_left_out()
    {
        var network = Network([Layer.Dense(3, Activation.Relu)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        var more = Data.Binary(
            _mlContext, 2, [1, 0, float.NaN, 9, 0, 1, 9, float.PositiveInfinity, -1, -1], [true, true, true, true, true]);
        var report = SparsityReport.Create(network, more);
        Assert.AreEqual(3, report.RowCount);
        Check(report.Layers[0], 0, 3, 2 / 9.0, 7 / 9.0, 1 / 3.0);
    }

    /// <summary>More rows than are computed at a time, and not a multiple.</summary>
    [TestMethod]
    public void Many_rows()
    {
        var network = Network([Layer.Dense(3, Activation.Relu)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        float[] features = [.. Enumerable.Range(0, 1000).SelectMany(i => i == 999 ? new float[] { 9, 9 } : [-1, -1])];
        var report = SparsityReport.Create(network, Data.Binary(_mlContext, 2, features, new bool[1000]));
        Assert.AreEqual(1000, report.RowCount);
        Check(report.Layers[0], 0, 3, 31 / 3000.0, 2997 / 3000.0, 0);
    }

    [TestMethod]
    public void Sparse_rows_do_not_keep_values_of_the_rows_before()
    {
        var network = Network([Layer.Dense(3, Activation.Relu)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 600).Select(i => new SparseRow
        {
            Features = i < 300 ? new(2, [1, 1]) : new(2, 0, null, null),
        }).ToList());
        Check(SparsityReport.Create(network, rows).Layers[0], 0, 3, 1 / 3.0, 2 / 3.0, 1 / 3.0);
    }

    [TestMethod]
    public void A_linear_model_has_no_hidden_layer()
    {
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [], epochs: 1).Fit(Points());
        var report = SparsityReport.Create(model.Network(), Points());
        Assert.IsEmpty(report.Layers);
        Assert.AreEqual(3, report.RowCount);
    }

    [TestMethod]
    public void A_loaded_model_gives_the_same_report()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(data);
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);
        DataViewAssert.Same(
            SparsityReport.Create(model.Network(), data).ToDataView(_mlContext),
            SparsityReport.Create(loaded.Network(), data).ToDataView(_mlContext), "report");
    }

    [TestMethod]
    public void What_cannot_be_measured_is_refused_by_name()
    {
        var network = TinyTraining.Fit().Network();
        Refused("featureColumnName must name a column of the data; received \"Nothing\".", network, Points(), "Nothing");
        Refused("featureColumnName must name a column; received null.", network, Points(), null!);
        Refused("column \"Label\" must be a vector of 2 Single; received Boolean.", network, Points(), "Label");
        Refused(
            "column \"Features\" must be a vector of 2 Single; received Vector<Single, 3>.",
            network, Data.Binary(_mlContext, 3, [1, 2, 3], [true]), "Features");
        Refused(
            "data must have a row whose features are all finite; it has none. (Parameter 'data')",
            network, Data.Binary(_mlContext, 2, [1, float.NaN], [true]), "Features");
        Assert.ThrowsExactly<ArgumentNullException>(() => SparsityReport.Create((NetworkModelParameters)null!, Points()));
        Assert.ThrowsExactly<ArgumentNullException>(() => SparsityReport.Create(network, null!));
    }

    private static void Refused(string message, NetworkModelParameters network, IDataView data, string column) => Assert.AreEqual(
        message, Assert.ThrowsExactly<ArgumentException>(() => SparsityReport.Create(network, data, column)).Message);

    private IDataView Points() => Data.Binary(_mlContext, 2, [1, 0, 0, 1, -1, -1], [true, false, true]);

    /// <summary>A network of these hidden weights: trained at a rate that moves none.</summary>
    private NetworkModelParameters Network(Layer[] layers, WeightTensor kernel, WeightTensor bias) =>
        TinyTraining.Trainer(_mlContext, new ActivityRegularizedMlpOptions
        {
            Layers = layers,
            InitialWeights = [kernel, bias, new("k", [3, 1], new float[3]), new("b", [1], [0])],
            Epochs = 1,
            LearningRate = 1e-30f,
        }).Fit(Points()).Network();

    /// <summary>A network whose hidden layer puts out the features.</summary>
    private static MulticlassNetworkModelParameters PassingThrough(int units)
    {
        float[] identity = [.. Enumerable.Range(0, units * units).Select(i => i % (units + 1) == 0 ? 1f : 0)];
        return Networks.Of(units, [Layer.Dense(units), Layer.Dense(1)], identity, new float[units], new float[units], new float[1]).ToModel();
    }

    private static float[] Magnitudes(float[] row) => [.. row.Where(value => value != 0).Select(Math.Abs).Order()];

    private static void Check(
        LayerSparsity actual, int layerIndex, int units, double meanActivation, double zeroFraction, double deadUnitFraction)
    {
        Assert.AreEqual(layerIndex, actual.LayerIndex);
        Assert.AreEqual(units, actual.Units);
        Assert.AreEqual(meanActivation, actual.MeanActivation, 1e-6);
        Assert.AreEqual(zeroFraction, actual.ZeroFraction, 1e-12);
        Assert.AreEqual(deadUnitFraction, actual.DeadUnitFraction, 1e-12);
    }

    private sealed class SparseRow
    {
        [Microsoft.ML.Data.VectorType(2)]
        public Microsoft.ML.Data.VBuffer<float> Features { get; set; }
    }
}
