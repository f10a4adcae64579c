using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The report against values computed by hand.</summary>
[TestClass]
public sealed class SparsityReportTests
{
    private const string Remedy = " Give it what the transforms before the trainer make of it, as they were fitted for the training.";

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

    /// <summary>All layers are there; of dropout, that hands on what it gets, the table tells where it is penalized.</summary>
    [TestMethod]
    [DataRow(false, "dense")]
    [DataRow(true, "dense, dropout")]
    public void The_table_is_of_units(bool isPenalized, string expected)
    {
        var network = Network(
            [Layer.Dense(3, Activation.Relu), Layer.Dropout(0.5f, isPenalized ? ActivityRegularizer.L1(1) : null)], new("k", [2, 3], [1, 0, 1, 0, 1, 1]), new("b", [3], [0, 0, -5]));
        var report = SparsityReport.Create(network, Points());
        Assert.HasCount(2, report.Layers);
        var lines = report.ToString().Split(Environment.NewLine)[2..^3];
        Assert.AreEqual(expected, string.Join(", ", lines.Select(line => line.TrimStart().Split(' ')[0])));
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
        Refused("featureColumnName must name a column of the data; received \"Nothing\"." + Remedy, network, Points(), "Nothing");
        Refused("featureColumnName must name a column; received null.", network, Points(), null!);
        Refused("column \"Label\" must be a vector of 2 Single; received Boolean." + Remedy, network, Points(), "Label");
        Refused(
            "column \"Features\" must be a vector of 2 Single; received Vector<Single, 3>." + Remedy,
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
