using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Cli.Terminal;
using ActReg.MLNet.Tests.Cli.Tables;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>The commands' runs in this process, on tasks of other kinds.</summary>
[TestClass]
public sealed class TableRunsTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    /// <summary>Against ML.NET's evaluator on rows that its own loader reads, and the formulas of the other two.</summary>
    [TestMethod]
    public void Several_classes_are_measured_and_told_by_their_names()
    {
        var iris = Testing.Repository.At("tests", "data", "iris.csv");
        Train(iris, "target", new() { HiddenUnits = [16], Epochs = 10 });
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(_files["m.zip"], out var schema);
        var loaded = mlContext.Data.LoadFromTextFile(
            iris, [.. schema.Select(column => new TextLoader.Column(column.Name, column.Name == "target" ? DataKind.String : DataKind.Single, column.Index))], ',', hasHeader: true);
        var told = model.Transform(loaded);
        var expected = mlContext.MulticlassClassification.Evaluate(told);

        var metrics = Evaluate(iris);
        Assert.AreEqual(expected.MicroAccuracy, metrics.GetProperty("microAccuracy").GetDouble());
        Assert.AreEqual(expected.MacroAccuracy, metrics.GetProperty("macroAccuracy").GetDouble());
        Assert.AreEqual(expected.LogLoss, metrics.GetProperty("logLoss").GetDouble(), 1e-6);
        var brier = told.GetColumn<string>("target").Zip(told.GetColumn<float[]>("Score"))
            .Average(row => row.Second.Index().Sum(score => Math.Pow(score.Item - (row.First == $"{score.Index}" ? 1.0 : 0), 2)));
        Assert.AreEqual(brier, metrics.GetProperty("brierScore").GetDouble(), 1e-6);

        var scored = Score(iris);
        Assert.EndsWith(",target,PredictedLabel,Score.0,Score.1,Score.2", scored[0]);
        var first = told.GetColumn<float[]>("Score").First();
        Assert.AreEqual(FormattableString.Invariant($"5.1,3.5,1.4,0.2,0,{told.GetColumn<string>("PredictedLabel").First()},{first[0]},{first[1]},{first[2]}"), scored[1]);
    }

    /// <summary>Far out a network is so sure that the probability of the other class is 0 in single precision: what its mistake costs is told by logits, as in validation.</summary>
    [TestMethod]
    [DataRow("u,v")]
    [DataRow("u,v,w")]
    public void Mistakes_of_a_sure_network_cost_what_validation_says(string names)
    {
        var classes = names.Split(',');
        File.WriteAllLines(_files["t.csv"], ["a,y", .. Enumerable.Range(0, 30).Select(row => $"{row % classes.Length},{classes[row % classes.Length]}")]);
        Train(_files["t.csv"], "y", new() { HiddenUnits = [8], Epochs = 200, LearningRate = 0.01f });
        File.WriteAllLines(_files["far.csv"], ["a,y", $"100000,{classes[0]}", $"-100000,{classes[^1]}"]);
        var model = TableModel.Load(_files["m.zip"]);
        var rows = LabeledTable.Of(model, TableFiles.Open("DATA", _files["far.csv"], TableFormat.Default), CancellationToken.None).Scored;
        float[][] logits = [.. FittedNetwork.In(model).Logits(model.MLContext, rows, model.RequireLabel().Roles)];
        var expected = classes.Length == 2
            ? BinaryMeasures.Of([logits[0][0], logits[1][0]], [logits[0][0], logits[1][0]], model.RequireLabel().Classes[1] == classes[0] ? [1, 0] : [0, 1])
            : MulticlassMeasures.Of([.. logits[0], .. logits[1]], [0, 2]);
        var metrics = Evaluate(_files["far.csv"]);
        Assert.AreEqual(expected[StudyMetric.LogLoss], metrics.GetProperty("logLoss").GetDouble(), 1e-9);
        Assert.AreEqual(expected[StudyMetric.BrierScore], metrics.GetProperty("brierScore").GetDouble(), 1e-9);
        Assert.IsGreaterThan(1000, expected[StudyMetric.LogLoss]);
    }

    /// <summary>By the formulas, in double precision: sums of squares would cancel, and tell 1.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(20_000_000)]
    public void Numbers_far_from_0_are_measured_by_what_they_differ_in(int offset)
    {
        File.WriteAllLines(_files["t.csv"], ["a,y", .. Enumerable.Range(0, 80).Select(row => $"{row},{offset + 2 * row + 2 * (row * 37 % 41)}")]);
        Train(_files["t.csv"], "y", new() { HiddenUnits = [8], Epochs = 30 });
        var rows = Score(_files["t.csv"])[1..].Select(line => line.Split(',')).Select(cells => (
            Label: double.Parse(cells[1], CultureInfo.InvariantCulture), Error: double.Parse(cells[1], CultureInfo.InvariantCulture) - float.Parse(cells[2], CultureInfo.InvariantCulture))).ToArray();
        var mean = rows.Average(row => row.Label);
        var squares = rows.Average(row => row.Error * row.Error);
        var metrics = Evaluate(_files["t.csv"]);
        Assert.AreEqual(1 - squares / rows.Average(row => (row.Label - mean) * (row.Label - mean)), metrics.GetProperty("rSquared").GetDouble(), 1e-9);
        Assert.AreEqual(rows.Average(row => Math.Abs(row.Error)), metrics.GetProperty("meanAbsoluteError").GetDouble(), 1e-9);
        Assert.AreEqual(squares, metrics.GetProperty("meanSquaredError").GetDouble(), 1e-9 * squares);
        Assert.AreEqual(Math.Sqrt(squares), metrics.GetProperty("rootMeanSquaredError").GetDouble(), 1e-9 * squares);

        // Of one row nothing is to be explained.
        File.WriteAllText(_files["one.csv"], $"a,y\n3,{offset + 10}\n");
        Assert.AreEqual(JsonValueKind.Null, Evaluate(_files["one.csv"]).GetProperty("rSquared").ValueKind);
    }

    /// <summary>What both classes together define is none; all else is told.</summary>
    [TestMethod]
    [DataRow("u")]
    [DataRow("v")]
    public void Rows_of_one_class_are_measured_by_what_they_define(string name)
    {
        File.WriteAllLines(_files["t.csv"], ["a,y", .. Enumerable.Range(0, 40).Select(row => $"{row % 10},{(row % 10 < 5 ? "u" : "v")}")]);
        Train(_files["t.csv"], "y", new() { HiddenUnits = [8], Epochs = 40, LearningRate = 0.01f });
        File.WriteAllText(_files["one.csv"], $"a,y\n0,{name}\n9,{name}\n1,{name}\n");
        var isPositive = name == TableModel.Load(_files["m.zip"]).RequireLabel().Classes[1];
        var metrics = Evaluate(_files["one.csv"]);
        var rows = Score(_files["one.csv"])[1..].Select(line => line.Split(',')).Select(cells => (
            IsRight: cells[2] == name, Logit: (isPositive ? 1 : -1) * double.Parse(cells[3], CultureInfo.InvariantCulture))).ToArray();
        Assert.AreEqual(rows.Average(row => row.IsRight ? 1.0 : 0), metrics.GetProperty("accuracy").GetDouble());
        Assert.AreEqual(rows.Average(row => Math.Log(1 + Math.Exp(-row.Logit))), metrics.GetProperty("logLoss").GetDouble(), 1e-5);
        Assert.AreEqual(rows.Average(row => Math.Pow(1 / (1 + Math.Exp(row.Logit)), 2)), metrics.GetProperty("brierScore").GetDouble(), 1e-5);
        Assert.AreEqual(metrics.GetProperty("accuracy").GetDouble(), metrics.GetProperty(isPositive ? "positiveRecall" : "negativeRecall").GetDouble());
        Assert.AreEqual(1, metrics.GetProperty(isPositive ? "positivePrecision" : "negativePrecision").GetDouble());
        foreach (var undefined in (string[])["areaUnderRocCurve", "areaUnderPrecisionRecallCurve", isPositive ? "negativeRecall" : "positiveRecall", "logLossReduction"])
            Assert.AreEqual(JsonValueKind.Null, metrics.GetProperty(undefined).ValueKind, undefined);
        var confusion = JsonElement.Parse(File.ReadAllText(_files["e.json"])).GetProperty("confusion").GetProperty("counts").EnumerateArray().Select(row => row[0].GetDouble() + row[1].GetDouble());
        Assert.AreEqual(isPositive ? "3 0" : "0 3", string.Join(' ', confusion));
    }

    /// <summary>The label is counted in one reading and told in another one.</summary>
    [TestMethod]
    public void A_table_that_changes_meanwhile_is_not_measured()
    {
        File.WriteAllText(_files["train.csv"], "a,y\n1,u\n2,v\n3,u\n4,v\n");
        Train(_files["train.csv"], "y", new() { HiddenUnits = [2], Epochs = 1 });
        var model = TableModel.Load(_files["m.zip"]);
        var rows = LabeledTable.Of(model, _files.Open("a,y\n1,u\n2,v\n"), CancellationToken.None).Scored;
        File.AppendAllText(_files["t.csv"], "3,u\n");
        StringAssert.StartsWith(
            _files.Refusal(() => TableMetrics.Of(model.MLContext, FittedNetwork.In(model), rows, model.RequireLabel())), "FILE 't.csv' must stay as it is while it is read", StringComparison.Ordinal);
    }

    /// <summary>The trainer for tables, by whose scores all is measured: with numbers and categories that are missing, validated and saved as a plain ML.NET model.</summary>
    [TestMethod]
    [DataRow("no,yes", "accuracy")]
    [DataRow("a,b,c", "microAccuracy")]
    [DataRow("", "rSquared")]
    public void Networks_that_score_together_are_measured_together(string names, string metric)
    {
        var classes = names.Split(',');
        File.WriteAllLines(_files["t.csv"], ["n,city,flag,y", .. Enumerable.Range(0, 90).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row % 11 == 5 ? "" : $"{row % 3 * 10 + row % 7}")},{(row % 13 == 4 ? "" : row % 2 == 0 ? "Rome" : "Oslo")},{(row % 5 == 0 ? "" : row % 2 == 0 ? "yes" : "no")},{(names == "" ? $"{row % 3 * 7 + 0.25}" : classes[row % classes.Length])}"))]);
        Run(_files["t.csv"], new TabularChoices { L2 = 1e-4f }, folds: 2);
        var json = JsonElement.Parse(File.ReadAllText(_files["train.json"]));
        Assert.AreEqual("tabular 5", $"{json.GetProperty("network").GetProperty("trainer")} {json.GetProperty("network").GetProperty("members")}");
        Assert.IsTrue(json.GetProperty("validation").EnumerateObject().All(each => each.Value.GetProperty("folds").GetArrayLength() == 2));

        // Numbers are as they are, and no flag is added: the network fills in itself.
        Assert.AreEqual(4, FittedNetwork.In(TableModel.Load(_files["m.zip"])).Plan.InputSize);
        var metrics = Evaluate(_files["t.csv"]);
        Assert.AreEqual(json.GetProperty("trainingMetrics").GetProperty(metric).GetDouble(), metrics.GetProperty(metric).GetDouble(), 1e-9);
        var scored = Score(_files["t.csv"]);
        if (names != "")
        {
            var rows = scored[1..].Select(line => line.Split(',')).ToArray();
            double Probability(string[] row) => classes.Length == 2
                ? double.Parse(row[^1], CultureInfo.InvariantCulture) is var p && row[3] == "yes" ? p : 1 - p
                : double.Parse(row[^(3 - Array.IndexOf(classes, row[3]))], CultureInfo.InvariantCulture);
            Assert.AreEqual(rows.Average(row => -Math.Log(Probability(row))), metrics.GetProperty("logLoss").GetDouble(), 1e-5);
        }

        var report = Report(_files["t.csv"]);
        Assert.AreEqual((5, JsonValueKind.Null, 5), (
            report.GetProperty("networks").GetInt32(), report.GetProperty("sparsity").ValueKind, report.GetProperty("networkSparsity").GetArrayLength()));
        Assert.AreEqual("city flag n", string.Join(' ', report.GetProperty("importance").GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").ToString()).Order(StringComparer.Ordinal)));
        if (names != "")
            Assert.AreEqual(metrics.GetProperty("logLoss").GetDouble(), report.GetProperty("importance").GetProperty("loss").GetDouble(), 1e-5);
        else
            Assert.AreEqual(metrics.GetProperty("meanSquaredError").GetDouble(), report.GetProperty("importance").GetProperty("loss").GetDouble(), 1e-3);
    }

    /// <summary>The names that ML.NET's columns have are the table's here; numbers have commas.</summary>
    [TestMethod]
    [DataRow("Features", "Label", "Score")]
    [DataRow("Label", "Probability", "Features")]
    [DataRow("Score", "Features", "Label")]
    public void Columns_may_have_any_names(string label, string one, string other)
    {
        File.WriteAllLines(_files["t.csv"], [$"{one};{label};{other};{one}.Missing", .. Enumerable.Range(0, 40).Select(row => $"{(row == 7 ? "" : $"{row},5")};{3 * row},25;{row * 7 % 11};{row % 3}")]);
        var format = new TableFormat(null, new(','));
        Train(_files["t.csv"], label, new() { HiddenUnits = [32], Epochs = 150, LearningRate = 0.01f }, format);
        Assert.IsGreaterThan(0.95, Evaluate(_files["t.csv"], format).GetProperty("rSquared").GetDouble());
        var scored = Score(_files["t.csv"], format);
        Assert.AreEqual($"{one};{label};{other};{one}.Missing;{(label == "Score" || other == "Score" ? "Score_" : "Score")}", scored[0]);
        var told = scored[31].Split(';');
        Assert.AreEqual("30,5;90,25;1;0", string.Join(';', told[..4]));
        Assert.AreEqual(90.25, double.Parse(told[4], new NumberFormatInfo { NumberDecimalSeparator = "," }), 15);
    }

    /// <summary>Two numbers, a flag for the one that is missing somewhere, a Boolean, three categories, and 1,024 places of words.</summary>
    [TestMethod]
    public void A_report_is_by_the_tables_columns()
    {
        File.WriteAllLines(_files["t.csv"], ["a,b,yes,c.d,note,y", .. Enumerable.Range(0, 60).Select(row =>
            $"{(row == 5 ? "" : row)},{row * row},{(row % 3 == 0 ? "yes" : "no")},{"uvw"[row % 3]},some words {row},{(row < 30 ? "low" : "high")}")]);
        Train(_files["t.csv"], "y", new() { HiddenUnits = [4, 3], Epochs = 20, LearningRate = 0.01f, L1 = 1e-3f }, text: "note");
        var report = Report(_files["t.csv"]);
        Assert.AreEqual(2 + 1 + 1 + 3 + 1024, report.GetProperty("features").GetInt32());
        Assert.AreEqual(
            $"dense 4 {4 * 1031 + 4}, dense_1 3 {3 * 4 + 3}, dense_2 1 {3 + 1}",
            string.Join(", ", report.GetProperty("layers").EnumerateArray().Select(layer => $"{layer.GetProperty("name")} {layer.GetProperty("shape")[0]} {layer.GetProperty("weights")}")));
        Assert.AreEqual(2, report.GetProperty("sparsity").GetProperty("layers").GetArrayLength());
        var importance = report.GetProperty("importance").GetProperty("columns").EnumerateArray().ToArray();
        Assert.AreEqual(
            "a 2, b 1, c.d 3, note 1024, yes 1",
            string.Join(", ", importance.Select(column => $"{column.GetProperty("name")} {column.GetProperty("slotCount")}").Order(StringComparer.Ordinal)));
        // Of a single permutation there is no error.
        Assert.IsTrue(importance.All(column => column.GetProperty("standardError").ValueKind == JsonValueKind.Null));
    }

    /// <summary>Trained without a gap: the mean stands in the place of what is missing, so that a row without it is told as one between the two.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_Boolean_may_be_missing(bool hasGaps)
    {
        File.WriteAllLines(_files["t.csv"], ["soft,n,y", .. Enumerable.Range(0, 60).Select(row => $"{(hasGaps && row % 15 == 0 ? "" : row % 2 == 0 ? "yes" : "no")},{row * 7 % 11},{(row % 2 == 0 ? 10 : -10)}")]);
        Train(_files["t.csv"], "y", new() { HiddenUnits = [16], Epochs = 100, LearningRate = 0.01f }, task: TableTask.Regression);
        File.WriteAllText(_files["new.csv"], "soft,n,y\nyes,3,10\n,3,0\nno,3,-10\n");
        var told = Score(_files["new.csv"])[1..].Select(line => double.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture)).ToArray();
        Assert.IsGreaterThan(told[1], told[0]);
        Assert.IsGreaterThan(told[2], told[1]);
        Assert.IsGreaterThan(0, Evaluate(_files["new.csv"]).GetProperty("rSquared").GetDouble());
        // A number, a Boolean, and of a Boolean with gaps a flag.
        Assert.AreEqual(hasGaps ? 3 : 2, FittedNetwork.In(TableModel.Load(_files["m.zip"])).Plan.InputSize);
    }

    /// <summary>Names that commands might have for columns of their own.</summary>
    [TestMethod]
    public void A_table_may_have_columns_of_any_name()
    {
        File.WriteAllLines(_files["t.csv"], ["actreg.cells,actreg.problem,y", .. Enumerable.Range(0, 30).Select(row => $"{row},{row * 3 % 7},{row * 2}")]);
        Train(_files["t.csv"], "y", new() { HiddenUnits = [4], Epochs = 2 });
        var scored = Score(_files["t.csv"]);
        Assert.HasCount(31, scored);
        Assert.StartsWith("29,3,58,", scored[30]);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_file()
    {
        var iris = Testing.Repository.At("tests", "data", "iris.csv");
        Train(iris, "target", new() { HiddenUnits = [4], Epochs = 2 });
        var first = Score(iris);
        Train(iris, "target", new() { HiddenUnits = [4], Epochs = 2 });
        CollectionAssert.AreEqual(first, Score(iris));
        Train(iris, "target", new() { HiddenUnits = [4], Epochs = 2, Seed = 2 });
        CollectionAssert.AreNotEqual(first, Score(iris));
    }

    [TestMethod]
    [DataRow("a,y\n1,u\n2,v\n3,w\n", "FILE 't.csv', line 4, column 'y': 'w' is no label that the model knows, which are 'u', 'v'.")]
    [DataRow("a,y\n1,\n2,NA\n", "FILE 't.csv' must have labels in column 'y'; it has none.")]
    [DataRow("a,z\n1,u\n2,v\n", "FILE 't.csv' must have the column 'y', which is the label of MODEL 'm.zip'. The columns are 'a', 'z'.")]
    [DataRow("b,y\n1,u\n2,v\n", "FILE 't.csv' must have the column 'a', which is an input of MODEL 'm.zip'. The columns are 'b', 'y'.")]
    [DataRow("a,y\n1,u\nx,v\n", "FILE 't.csv', line 3, column 'a': 'x' is not a number.")]
    public void What_cannot_be_measured_is_refused(string text, string message)
    {
        File.WriteAllText(_files["train.csv"], "a,y\n1,u\n2,v\n3,u\n4,v\n");
        Train(_files["train.csv"], "y", new() { HiddenUnits = [2], Epochs = 1 });
        var model = TableModel.Load(_files["m.zip"]);
        Assert.AreEqual(message, _files.Refusal(() => TableMetrics.Of(
            model.MLContext, FittedNetwork.In(model), LabeledTable.Of(model, _files.Open(text), CancellationToken.None).Scored, model.RequireLabel())));
    }

    [TestMethod]
    public void A_table_with_a_label_alone_is_refused() => Assert.AreEqual(
        "FILE 't.csv' must have a column beside 'y' to tell it by; all others are left out: 'a' (always '1').",
        _files.Refusal(() =>
        {
            File.WriteAllText(_files["t.csv"], "a,y\n1,u\n1,v\n");
            Train(_files["t.csv"], "y", new());
        }));

    [TestMethod]
    [DataRow("no model at all")]
    [DataRow(null)]
    public void What_is_no_model_is_refused(string? text)
    {
        if (text != null)
            File.WriteAllText(_files["m.zip"], text);
        Assert.StartsWith(
            text == null ? "MODEL 'm.zip' does not exist." : "MODEL 'm.zip' must be a model that ML.NET saved: ", _files.Refusal(() => TableModel.Load(_files["m.zip"])));
    }

    /// <summary>In ML.NET's own parts, too, which it loads without a word.</summary>
    [TestMethod]
    public void A_model_that_is_damaged_is_refused()
    {
        File.WriteAllText(_files["train.csv"], "a,c,y\n1,p,u\n2,q,v\n3,p,u\n4,q,v\n");
        Train(_files["train.csv"], "y", new() { HiddenUnits = [2], Epochs = 1 });
        using (var zip = ZipFile.Open(_files["m.zip"], ZipArchiveMode.Update))
        {
            using var stream = zip.Entries[0].Open();
            stream.WriteByte((byte)'9');
        }

        Assert.IsNotNull(new MLContext().Model.Load(_files["m.zip"], out _));
        StringAssert.Matches(
            _files.Refusal(() => TableModel.Load(_files["m.zip"])), new(@"^The model file "".*m\.zip"" is damaged: entry "".*"" does not have the checksum that is listed\.$"));
    }

    private void Train(string file, string label, NetworkChoices network, TableFormat? format = null, string? text = null, TableTask? task = null) => new TrainRun(
        network, new() { Given = new Dictionary<ColumnKind, IReadOnlyList<string>> { [ColumnKind.Text] = text == null ? [] : [text] } }, Consoles.Output(isQuiet: true))
    {
        File = new("FILE", file),
        Format = format ?? TableFormat.Default,
        Label = label,
        Folds = 0,
        Task = task,
        Positive = null,
        Model = new("--model", _files["m.zip"]),
        Json = null,
    }.Run(CancellationToken.None);

    private void Run(string file, TrainerChoices trainer, int folds) => new TrainRun(trainer, KindChoices.None, Consoles.Output(isQuiet: true))
    {
        File = new("FILE", file),
        Format = TableFormat.Default,
        Label = "y",
        Folds = folds,
        Task = null,
        Positive = null,
        Model = new("--model", _files["m.zip"]),
        Json = new("--json", _files["train.json"]),
    }.Run(CancellationToken.None);

    private JsonElement Report(string file)
    {
        new ReportRun(Consoles.Output(isQuiet: true), Consoles.Error(isQuiet: true))
        {
            Model = new("MODEL", _files["m.zip"]),
            Data = new("DATA", file),
            Format = TableFormat.Default,
            Permutations = 1,
            Seed = 1,
            Json = new("--json", _files["r.json"]),
        }.Run(CancellationToken.None);
        return JsonElement.Parse(File.ReadAllText(_files["r.json"]));
    }

    private JsonElement Evaluate(string file, TableFormat? format = null)
    {
        new EvaluateRun(Consoles.Output(isQuiet: true), Consoles.Error(isQuiet: true))
        {
            Model = new("MODEL", _files["m.zip"]),
            Data = new("DATA", file),
            Format = format ?? TableFormat.Default,
            Json = new("--json", _files["e.json"]),
        }.Run(CancellationToken.None);
        return JsonElement.Parse(File.ReadAllText(_files["e.json"])).GetProperty("metrics");
    }

    private string[] Score(string file, TableFormat? format = null)
    {
        using var stream = new MemoryStream();
        new TableScorer(TableModel.Load(_files["m.zip"]), TableFiles.Open("DATA", file, format ?? TableFormat.Default)).Write(stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
    }
}
