using System.Net;
using System.Text.RegularExpressions;
using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Plotting;

[TestClass]
public sealed partial class NotebookHtmlTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly IDataView Data = TinyTraining.Circles(Context);

    private static readonly ITransformer Model = Context.BinaryClassification.Trainers.ActivityRegularizedMlp(
        hiddenUnits: [4, 3], activityRegularizer: ActivityRegularizer.L1(1e-3f), epochs: 2).Fit(Data);

    [TestMethod]
    public void A_history_is_shown_as_its_curves()
    {
        var history = Model.GetNetwork().History;
        Assert.AreEqual(
            Image(Figure.SideBySide("2 epochs", Figures.LossCurve(history), Figures.LearningCurve(history)).Resize(1800, 800)), NotebookHtml.Of(history));
        // Without accuracies there is the loss alone.
        EpochMetrics[] regression = [.. history.Select(epoch => epoch with { Accuracy = double.NaN, ValidationAccuracy = double.NaN })];
        Assert.AreEqual(Image(Figure.SideBySide("2 epochs", Figures.LossCurve(history)).Resize(1800, 800)), NotebookHtml.Of(regression));
        Assert.AreEqual("<p>0 epochs, no finite loss</p>", NotebookHtml.Of(Array.Empty<EpochMetrics>()));
    }

    [TestMethod]
    public void A_sparsity_report_is_shown_as_bars_and_its_table()
    {
        var report = SparsityReport.Create(Model, Data);
        var html = NotebookHtml.Of(report);
        Assert.StartsWith(Image(Figures.Sparsity(report, "Zeros and dead units")), html);
        CollectionAssert.AreEqual(SparsityTable.Header, Cells(html, "th"));
        CollectionAssert.AreEqual(
            SparsityTable.Cells(report.Layers).SelectMany(row => row).Select(cell => cell.Contains('[') ? cell.Replace(' ', '\u00A0') : cell).ToArray(), Cells(html, "td"));
    }

    [TestMethod]
    public void A_network_is_shown_as_its_layers_with_shapes_and_weights()
    {
        var html = NotebookHtml.Of(Model.GetNetwork());
        Assert.StartsWith("<p><b>Network of [2] features, 31 weights, trained for 2 epochs</b></p>\n", html);
        CollectionAssert.AreEqual(
            new[]
            {
                "dense", "[4]", "12", "Dense(Units = 4, ActivationFunction = Relu, ActivityRegularizer = L1(0.001))",
                "dense_1", "[3]", "15", "Dense(Units = 3, ActivationFunction = Relu, ActivityRegularizer = L1(0.001))",
                "dense_2", "[1]", "4", "Dense(Units = 1, ActivationFunction = Linear)",
            },
            Cells(html, "td"));
    }

    [TestMethod]
    public void A_study_is_shown_as_its_candidates_its_conclusions_and_its_first_figure()
    {
        var options = new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(3, Activation.Relu)], Epochs = 2 };
        var result = Context.BinaryClassification.ActivityRegularizationStudy(
            options, StudySpace.Grid(StudySpace.VaryStrength(1e-3f, 1e-2f)), new() { Evaluation = StudyEvaluation.CrossValidation(3, repeats: 1, nestedFolds: 0) }).Run(Data);
        var html = NotebookHtml.Of(result);
        CollectionAssert.AreEqual(new[] { "", "Candidate", "Accuracy", "LogLoss", "Zeros", "Dead" }, Cells(html, "th"));
        CollectionAssert.IsSubsetOf(result.Candidates.Select(candidate => candidate.Candidate.Name).ToArray(), Cells(html, "td"));
        Assert.HasCount(6 * result.Candidates.Count, Cells(html, "td"));
        foreach (var conclusion in result.Conclusions)
            Assert.Contains($"<p>{WebUtility.HtmlEncode(conclusion)}</p>\n", html);
        Assert.EndsWith(Image(Figures.Study(result)[0].Figure), html);
    }

    [TestMethod]
    public void A_data_view_is_shown_as_its_first_rows()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new Row { Name = $"<{i}>", Number = i / 3f, Values = [1, float.NaN, i] });
        var html = NotebookHtml.Of(Context.Data.LoadFromEnumerable(rows.ToList()));
        Assert.StartsWith("<p><b>First 5 of 20 rows</b></p>\n", html);
        CollectionAssert.AreEqual(new[] { "Name", "Number", "Values" }, Cells(html, "th"));
        CollectionAssert.AreEqual(
            new[] { "<i>String</i>", "<i>Single</i>", "<i>Vector&lt;Single, 3&gt;</i>", "&lt;0&gt;", "0", "[1, NaN, 0]", "&lt;1&gt;", "0.33333", "[1, NaN, 1]" },
            EncodedCells(html, "td").Take(9).ToArray());
        Assert.HasCount(18, Cells(html, "td"));
        Assert.HasCount(9, Cells(NotebookHtml.Of(Context.Data.LoadFromEnumerable(rows.ToList()), 2), "td"));
    }

    [TestMethod]
    public void Of_a_data_view_no_more_rows_are_read_than_are_shown()
    {
        var read = 0;
        var html = NotebookHtml.Of(Context.Data.LoadFromEnumerable(Endless()), 3);
        Assert.StartsWith("<p><b>First 3 rows</b></p>\n", html);
        Assert.IsLessThanOrEqualTo(4, read);
        Assert.AreEqual(
            "rowCount must be at least 1; received 0. (Parameter 'rowCount')\nActual value was 0.",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => NotebookHtml.Of(Data, 0)).Message.ReplaceLineEndings("\n"));

        IEnumerable<Row> Endless()
        {
            for (; ; read++)
                yield return new Row { Name = "", Values = [1, 2, 3] };
        }
    }

    [TestMethod]
    public void Of_a_data_view_hidden_columns_and_textcontents_are_not_shown()
    {
        var text = new string('x', 100);
        var rows = Context.Data.LoadFromEnumerable([new Row { Name = text, Values = [1, 2, 3] }]);
        var scaled = Context.Transforms.CopyColumns("Number", "Values").Append(Context.Transforms.Concatenate("Name", "Values", "Number", "Values")).Fit(rows).Transform(rows);
        CollectionAssert.AreEqual(new[] { "Name", "Number", "Values" }, Cells(NotebookHtml.Of(scaled), "th"));
        Assert.Contains("[1, 2, 3, 1, ...]", NotebookHtml.Of(scaled));
        Assert.DoesNotContain(text, NotebookHtml.Of(rows));
        Assert.Contains("xxx…xxx", NotebookHtml.Of(rows));
    }

    private static string Image(Figure figure) =>
        $"<img src=\"data:image/png;base64,{Convert.ToBase64String(figure.ToPng())}\" width=\"{figure.Width / Figure.Scale}\" alt=\"{WebUtility.HtmlEncode(figure.Title)}\" style=\"max-width: 100%\">";

    private static string[] Cells(string html, string tag) => [.. EncodedCells(html, tag).Select(WebUtility.HtmlDecode)!];

    private static IEnumerable<string> EncodedCells(string html, string tag) =>
        Cell().Matches(html).Where(match => match.Groups[1].Value == tag).Select(match => match.Groups[2].Value);

    [GeneratedRegex("<(th|td) style=\"[^\"]*\">(.*?)</\\1>")]
    private static partial Regex Cell();

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public float Number { get; set; }

        [VectorType(3)]
        public float[] Values { get; set; } = [];
    }
}
