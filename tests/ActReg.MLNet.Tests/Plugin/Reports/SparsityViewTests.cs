using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SparsityViewTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Has_a_row_for_each_layer_with_its_figures()
    {
        var network = Networks.Random(2, [Layer.Dense(5, Activation.Relu), Layer.Dense(3), Layer.Dense(1)], new Random(1));
        var report = SparsityReport.Create(network.ToModel(), TinyTraining.Circles(_mlContext));
        Assert.HasCount(2, report.Layers);
        var view = report.ToDataView(_mlContext);
        Column(view, "LayerIndex", layer => layer.LayerIndex);
        TinyTraining.AreEqual(["dense", "dense_1"], view.GetColumn<string>("Name"));
        Column(view, "Units", layer => layer.Units);
        Column(view, "MeanActivation", layer => layer.MeanActivation);
        Column(view, "MeanAbsoluteActivation", layer => layer.MeanAbsoluteActivation);
        Column(view, "ZeroFraction", layer => layer.ZeroFraction);
        Column(view, "DeadUnits", layer => layer.DeadUnits);
        Column(view, "DeadUnitFraction", layer => layer.DeadUnitFraction);
        Column(view, "DeadChannels", layer => layer.DeadChannels);
        Column(view, "L0PerRow", layer => layer.L0PerRow);
        Column(view, "HoyerSparsity", layer => layer.HoyerSparsity);
        Column(view, "GiniIndex", layer => layer.GiniIndex);
        foreach (var (expected, actual) in report.Layers.Zip(view.GetColumn<int[]>("ActivationFrequencyHistogram")))
            TinyTraining.AreEqual(expected.ActivationFrequencyHistogram, actual);

        void Column<T>(IDataView view, string name, Func<LayerSparsity, T> value) =>
            TinyTraining.AreEqual(report.Layers.Select(value), view.GetColumn<T>(name), name);
    }

    [TestMethod]
    public void Has_typed_columns_and_named_bins()
    {
        var schema = Report().ToDataView(_mlContext).Schema;
        string[] columns =
        [
            "LayerIndex Int32", "Name String", "Units Int32", "MeanActivation Double", "MeanAbsoluteActivation Double", "ZeroFraction Double",
            "DeadUnits Int32", "DeadUnitFraction Double", "DeadChannels Int32", "L0PerRow Double", "HoyerSparsity Double", "GiniIndex Double",
            "ActivationFrequencyHistogram Vector<Int32, 10>",
        ];
        TinyTraining.AreEqual(columns, schema.Select(column => $"{column.Name} {column.Type}"));

        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["ActivationFrequencyHistogram"].GetSlotNames(ref names);
        string[] bins =
        [
            "[0, 0.1)", "[0.1, 0.2)", "[0.2, 0.3)", "[0.3, 0.4)", "[0.4, 0.5)",
            "[0.5, 0.6)", "[0.6, 0.7)", "[0.7, 0.8)", "[0.8, 0.9)", "[0.9, 1]",
        ];
        TinyTraining.AreEqual(bins, names.DenseValues().Select(name => name.ToString()));
    }

    [TestMethod]
    public void Is_a_data_view_like_any_other() => CursorChecks.Run(Report().ToDataView(_mlContext), "report");

    [TestMethod]
    public void Of_a_linear_model_has_no_row()
    {
        var network = Networks.Random(2, [Layer.Dense(1)], new Random(1)).ToModel();
        var view = SparsityReport.Create(network, TinyTraining.Circles(_mlContext)).ToDataView(_mlContext);
        Assert.IsEmpty(view.GetColumn<int>("Units").ToArray());
    }

    [TestMethod]
    public void Needs_a_context() => Assert.ThrowsExactly<ArgumentNullException>(() => Report().ToDataView(null!));

    private SparsityReport Report() => SparsityReport.Create(TinyTraining.Fit().Network(), TinyTraining.Circles(_mlContext));
}
