using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What reports of autoencoders say, against their columns summed up by the formulas.</summary>
[TestClass]
public sealed class AutoencoderReportTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Figures_are_those_of_the_columns()
    {
        var data = RealData.Digits(_mlContext);
        foreach (var sparsity in new[] { CodeSparsity.TopK(5), CodeSparsity.L1(0.02f), CodeSparsity.BatchTopK(5) })
        {
            var model = Fit(data, sparsity, seed: 1);
            var report = AutoencoderReport.Create(model, data);
            var rows = model.Transform(data);
            var codes = rows.GetColumn<float[]>("Code").ToArray();
            var (center, scale) = (model.Model.Scale.Center, model.Model.Scale.Scale);
            var x = rows.GetColumn<float[]>("Features").Select(row => row.Select((value, i) => (value - (double)center[i]) / scale).ToArray()).ToArray();
            var again = rows.GetColumn<float[]>("Again").Select(row => row.Select((value, i) => (value - (double)center[i]) / scale).ToArray()).ToArray();
            var means = Enumerable.Range(0, 64).Select(i => x.Average(row => row[i])).ToArray();

            Assert.AreEqual(codes.Length, report.RowCount);
            Assert.AreEqual(codes.Average(code => code.Count(value => value != 0)), report.Code.L0PerRow, 1e-9);
            Assert.AreEqual(Enumerable.Range(0, 100).Count(unit => codes.All(code => code[unit] == 0)), report.Code.DeadUnits);
            var error = x.Zip(again).Sum(rows => rows.First.Zip(rows.Second).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            var variance = x.Sum(row => row.Zip(means).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            Assert.AreEqual(error / variance, report.FractionOfVarianceUnexplained, 1e-5);
            Assert.AreEqual(1 - error / variance, report.ExplainedVariance, 1e-5);
            Assert.AreEqual(x.Zip(again).Average(rows => Dot(rows.First, rows.Second) / Math.Sqrt(Dot(rows.First, rows.First) * Dot(rows.Second, rows.Second))), report.CosineSimilarity, 1e-5);
            Assert.AreEqual(again.Sum(row => Dot(row, row)) / x.Zip(again).Sum(rows => Dot(rows.First, rows.Second)), report.Shrinkage, 1e-5);
            double[] limits = [double.Epsilon, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, double.PositiveInfinity];
            TinyTraining.AreEqual(
                limits.Select((limit, bin) => Enumerable.Range(0, 100).Select(unit => codes.Count(code => code[unit] != 0) / (double)codes.Length)
                    .Count(share => share < limit && (bin == 0 || share >= limits[bin - 1]))),
                report.LogFrequencyHistogram);
        }

        static double Dot(double[] a, double[] b) => a.Zip(b).Sum(pair => pair.First * pair.Second);
    }

    /// <summary>Rows that do not differ have no variance to explain, however many there are.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(7)]
    public void Rows_without_variance_explain_nothing(int count)
    {
        var model = Fit(RealData.Digits(_mlContext), CodeSparsity.TopK(5), seed: 1);
        var row = RealData.Digits(_mlContext).GetColumn<float[]>("Features").First();
        var report = AutoencoderReport.Create(model, Data.Binary(_mlContext, 64, [.. Enumerable.Repeat(row, count).SelectMany(values => values)], new bool[count]));
        Assert.IsTrue(double.IsNaN(report.ExplainedVariance) && double.IsNaN(report.FractionOfVarianceUnexplained));
        Assert.AreEqual(count, report.RowCount);
    }

    /// <summary>A dictionary has all of itself; one of another seed has less, and a random one less still.</summary>
    [TestMethod]
    public void Stability_compares_dictionaries()
    {
        var data = RealData.Digits(_mlContext);
        var (first, second) = (Fit(data, CodeSparsity.TopK(5), seed: 1), Fit(data, CodeSparsity.TopK(5), seed: 2));
        Assert.AreEqual(1, AutoencoderReport.Stability(first, first), 1e-5);
        var (a, b) = (first.GetDictionary(), second.GetDictionary());
        var expected = a.Average(column => b.Max(other => column.Zip(other).Sum(pair => (double)pair.First * pair.Second)
            / Math.Sqrt(column.Sum(value => (double)value * value) * other.Sum(value => (double)value * value))));
        Assert.AreEqual(expected, AutoencoderReport.Stability(first, second), 1e-5);
        Assert.AreEqual(
            "second must have 64 features, like the first; received 2.",
            Assert.Throws<ArgumentException>(() => AutoencoderReport.Stability(first, Fit(TinyTraining.Circles(_mlContext), CodeSparsity.TopK(5), 1))).Message);
    }

    [TestMethod]
    public void Is_a_text_and_a_data_view()
    {
        var data = RealData.Digits(_mlContext);
        var report = AutoencoderReport.Create(Fit(data, CodeSparsity.TopK(5), seed: 1), data);
        var text = report.ToString();
        Assert.StartsWith("Code of 100 units on 1797 rows", text);
        Assert.Contains("L0 per row               5.00", text);
        Assert.IsTrue(text.Split('\n').All(line => line.TrimEnd().Length <= 100));
        var view = report.ToDataView(_mlContext);
        Assert.AreEqual(report.ExplainedVariance, view.GetColumn<double>("ExplainedVariance").Single());
        Assert.AreEqual(5, view.GetColumn<double>("L0PerRow").Single(), 1e-9);
        TinyTraining.AreEqual(report.LogFrequencyHistogram, view.GetColumn<int[]>("LogFrequencyHistogram").Single());
    }

    [TestMethod]
    public void Wants_rows()
    {
        var model = Fit(TinyTraining.Circles(_mlContext), CodeSparsity.TopK(5), seed: 1);
        Assert.AreEqual(
            "data must have a row whose features are all finite; it has none. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => AutoencoderReport.Create(model, Data.Binary(_mlContext, 2, [float.NaN, 0], [true]))).Message);
    }

    private SparseAutoencoderTransformer Fit(IDataView data, CodeSparsity sparsity, int seed) => _mlContext.Transforms.SparseAutoencoder(new SparseAutoencoderOptions
    {
        CodeSize = 100,
        Sparsity = sparsity,
        Epochs = 4,
        Seed = seed,
        ReconstructionColumnName = "Again",
    }).Fit(data);
}
