using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SparsityTableTests
{
    private static readonly LayerSparsity Wide = new()
    {
        LayerIndex = 0,
        Name = "dense",
        Units = 1000,
        Shape = [1000],
        MeanActivation = -0.00001234567,
        MeanAbsoluteActivation = 12345.678,
        ZeroFraction = 0.9054,
        DeadUnits = 510,
        DeadChannels = 0,
        L0PerRow = 94.6,
        HoyerSparsity = 0.87654,
        GiniIndex = 1,
        ActivationFrequencies = [],
        ActivationFrequencyHistogram = [510, 1, 0, 112, 0, 0, 0, 0, 0, 377],
    };

    private static readonly LayerSparsity Narrow = new()
    {
        LayerIndex = 12,
        Name = "dense_1",
        Units = 2,
        Shape = [2],
        MeanActivation = 0.5,
        MeanAbsoluteActivation = 0.5,
        ZeroFraction = 0,
        DeadUnits = 0,
        DeadChannels = 0,
        L0PerRow = 2,
        HoyerSparsity = 0,
        GiniIndex = double.NaN,
        ActivationFrequencies = [],
        ActivationFrequencyHistogram = [0, 0, 0, 0, 0, 0, 0, 0, 0, 2],
    };

    [TestMethod]
    public void One_line_for_each_layer_in_aligned_columns()
    {
        string[] expected =
        [
            "Hidden layers on 30 rows",
            "Layer    Units       Mean  Mean |a|  Zeros       Dead  L0/row  Hoyer   Gini   Active 0..1",
            "dense     1000  -1.23E-05  1.23E+04  90.5%  510 (51%)    94.6  0.877  1.000  [+. :     =]",
            "dense_1      2        0.5       0.5   0.0%     0 (0%)     2.0  0.000    NaN  [         @]",
            "Zeros: outputs that are 0. Dead: units that are 0 on every row. L0/row: units per row that are not.",
            "Hoyer, Gini: from 0, all units are equally active, to 1, one at most is.",
            "Active: units that are active on 0-10%, 10-20% ... 90-100% of the rows, from none to all (@).",
        ];
        TinyTraining.AreEqual(expected, SparsityTable.Text(30, [Wide, Narrow]).Split(Environment.NewLine));
    }

    /// <summary>Of a convolution's filters the dead ones are told, which units do not tell: one place of a live filter may be dead.</summary>
    [TestMethod]
    public void Channels_of_several_places_have_a_line()
    {
        var image = new LayerSparsity
        {
            LayerIndex = 1,
            Name = "conv2d",
            Units = 36,
            Shape = [3, 3, 4],
            MeanActivation = 0,
            MeanAbsoluteActivation = 0,
            ZeroFraction = 1,
            DeadUnits = 20,
            DeadChannels = 2,
            L0PerRow = 0,
            HoyerSparsity = 1,
            GiniIndex = 1,
            ActivationFrequencies = [],
            ActivationFrequencyHistogram = [36, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        };
        var lines = SparsityTable.Text(1, [Narrow, image]).Split(Environment.NewLine);
        Assert.AreEqual("Hidden layers on 1 row", lines[0]);
        Assert.AreEqual("conv2d: 2 of 4 channels are dead, 0 at every place of every row.", lines[4]);
        Assert.HasCount(8, lines);
    }

    [TestMethod]
    public void Fits_into_a_hundred_columns()
    {
        var widest = new LayerSparsity
        {
            LayerIndex = 99,
            Name = "parametric_act_9",
            Units = 9999,
            Shape = [9999],
            MeanActivation = -0.001234,
            MeanAbsoluteActivation = 1.234e+28,
            ZeroFraction = 1,
            DeadUnits = 9999,
            DeadChannels = 0,
            L0PerRow = 9999,
            HoyerSparsity = 1,
            GiniIndex = 1,
            ActivationFrequencies = [],
            ActivationFrequencyHistogram = new int[10],
        };
        var lines = SparsityTable.Text(long.MaxValue, [widest]).Split(Environment.NewLine);
        Assert.IsLessThanOrEqualTo(100, lines.Max(line => line.Length));
    }

    /// <summary>Where a comma is the decimal separator, too.</summary>
    [TestMethod]
    public void Does_not_depend_on_the_culture()
    {
        var expected = SparsityTable.Text(30, [Wide]);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.AreEqual("0,5", 0.5.ToString(CultureInfo.CurrentCulture));
            Assert.AreEqual(expected, SparsityTable.Text(30, [Wide]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void Is_what_a_report_says_of_itself()
    {
        var data = TinyTraining.Circles(new MLContext());
        var report = SparsityReport.Create(TinyTraining.Fit().Network(), data);
        Assert.AreEqual(SparsityTable.Text(TinyTraining.RowCount, report.Layers), report.ToString());
    }
}
