using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>Train, evaluate and score as a user runs them, on a table with categories, missing values and a label of texts.</summary>
[TestClass]
public sealed partial class TableCommandsTests
{
    private static readonly ActregProcess Process = new();

    private static (int ExitCode, string Output, string Error) _train, _evaluate, _score;

    /// <summary>The rows to score: a number that is missing, a category that was not trained on, a label that is missing, a cell that is no number.</summary>
    private static readonly string[] Rows =
    [
        "fruit 1,80.5,\"red, dark\",true,ripe", "\"fruit \"\"2\"\"\",,green,false,unripe", "fruit 3, 60,blue,true,ripe", "fruit 4,55,,false,unripe", "fruit 5,7e1,green,true,",
        "fruit 6,heavy,green,true,ripe",
    ];

    [ClassInitialize]
    public static void Run(TestContext context)
    {
        File.WriteAllLines(Process.In("train.csv"), ["Name,Weight,Colour,Soft,State", .. Enumerable.Range(0, 60).Select(TrainingRow)]);
        File.WriteAllLines(Process.In("test.csv"), ["Name,Weight,Colour,Soft,State", .. Rows]);
        File.WriteAllLines(Process.In("good.csv"), ["Name,Weight,Colour,Soft,State", .. Rows[..5]]);
        _train = Process.Run("train", "train.csv", "--label", "State", "--model", "m.zip", "--epochs", "30", "--hidden-units", "16,8", "--json", "train.json");
        _evaluate = Process.Run("evaluate", "m.zip", "good.csv", "--json", "evaluate.json");
        _score = Process.Run("score", "m.zip", "test.csv");
    }

    [ClassCleanup]
    public static void Delete() => Process.Dispose();

    [TestMethod]
    public void Train_and_evaluate_succeed() =>
        Assert.AreEqual(
        (0, "", 0, "actreg: column 'Colour': 1 of 4 rows have a value that training did not see ('blue'); it counts as missing." + Environment.NewLine),
        (_train.ExitCode, _train.Error, _evaluate.ExitCode, _evaluate.Error));

    [TestMethod]
    [DataRow("Data train.csv: 60 rows, 5 columns")]
    [DataRow("Label State: binary, the label has two different values")]
    [DataRow(" Probability is of 'unripe' (29 rows; the rarer one), against 'ripe' (30 rows)")]
    [DataRow(" 1 of the rows have no label, and are left out")]
    [DataRow(" Name - 0 texts that are all different, like names")]
    [DataRow(" Weight number 12")]
    [DataRow(" Colour category of 2 10")]
    [DataRow(" Soft boolean 0")]
    [DataRow("Told by all 60 rows; --numeric, --category, --text and --ignore say otherwise.")]
    [DataRow("On the training rows (new rows usually fare worse):")]
    public void Train_says_what_it_does(string line) => CollectionAssert.Contains(
        _train.Output.Split(Environment.NewLine).Select(each => Spaces().Replace(each, " ").TrimEnd()).ToArray(), line, _train.Output);

    /// <summary>By nothing but ML.NET: its own loader, and the columns that the model says it takes.</summary>
    [TestMethod]
    public void Any_program_loads_the_model_and_tells_the_same()
    {
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(Process.In("m.zip"), out var schema);
        Assert.AreEqual("Name String, Weight Single, Colour String, Soft Single, State String", string.Join(", ", schema.Select(column => $"{column.Name} {column.Type}")));
        var rows = mlContext.Data.CreateTextLoader(new TextLoader.Options
        {
            Columns =
            [
                new("Name", DataKind.String, 0), new("Weight", DataKind.Single, 1), new("Colour", DataKind.String, 2), new("Soft", DataKind.Boolean, 3), new("State", DataKind.String, 4),
            ],
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            // Without it, no number is 0.
            MissingRealsAsNaNs = true,
        }).Load(Process.In("good.csv"));
        // 1 and 0: ML.NET's Booleans have no missing value.
        var told = model.Transform(mlContext.Transforms.Conversion.ConvertType("Soft", outputKind: DataKind.Single).Fit(rows).Transform(rows));
        var expected = told.GetColumn<string>("PredictedLabel").Zip(told.GetColumn<float>("Score"), told.GetColumn<float>("Probability"))
            .Select(row => FormattableString.Invariant($",{row.First},{row.Second},{row.Third}"));
        Assert.AreEqual(string.Join('\n', Rows[..5].Zip(expected, string.Concat)), string.Join('\n', Scored()[1..6]));
    }

    [TestMethod]
    public void Rows_that_cannot_be_scored_are_there_without_predictions()
    {
        Assert.AreEqual("Name,Weight,Colour,Soft,State,PredictedLabel,Score,Probability", Scored()[0]);
        Assert.AreEqual(Rows[5] + ",,,", Scored()[6]);
        Assert.AreEqual(
            (0, "actreg: column 'Colour': 1 of 6 rows have a value that training did not see ('blue'); it counts as missing." + Environment.NewLine
                + "actreg: 1 of 6 rows could not be scored, and have no predictions. The first: line 7, column 'Weight': 'heavy' is not a number." + Environment.NewLine),
            (_score.ExitCode, _score.Error));
    }

    [TestMethod]
    public void What_could_be_a_mistake_is_noted()
    {
        File.WriteAllLines(Process.In("notes.csv"), ["id,1.5,grade,y", .. Enumerable.Range(0, 20).Select(row => $"{row + 7},{row * 7 % 11},{(row % 10 == 9 ? "3+" : $"{row % 3}")},{(row == 4 ? "odd" : "uv"[row % 2])}")]);
        var (exitCode, output, error) = Process.Run("train", "notes.csv", "--label", "y", "--model", "notes.zip", "--epochs", "1", "--folds", "2", "--json", "notes.json");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.AreEqual(
            "Note: The first row is taken for the header, and has the number '1.5' in it: a table must have a header.|"
            + "Note: column 'id' has another whole number in each row, which run on as row numbers and keys do; --ignore 'id' would leave it out.|"
            + "Note: column 'grade' is a category of numbers but for '3+' (line 11).|"
            + "Note: label 'odd' has 1 row, fewer than the 2 folds: how well it is told is not known from all of them.",
            string.Join('|', output.Split(Environment.NewLine).Where(line => line.StartsWith("Note:", StringComparison.Ordinal))));
        Assert.AreEqual(
            "is a category of numbers but for '3+' (line 11)", JsonElement.Parse(File.ReadAllText(Process.In("notes.json"))).GetProperty("columns")[2].GetProperty("note").GetString());
    }

    [TestMethod]
    public void Of_very_many_columns_those_are_shown_that_are_left_out()
    {
        File.WriteAllLines(Process.In("wide.csv"), [string.Join(',', Enumerable.Range(0, 150).Select(column => $"c{column}")) + ",y", .. Enumerable.Range(0, 12).Select(row =>
            string.Join(',', Enumerable.Range(0, 150).Select(column => column == 140 ? "same" : $"{row * (column + 1) % 13}")) + $",{row % 2}")]);
        var (exitCode, output, _) = Process.Run("train", "wide.csv", "--label", "y", "--model", "wide.zip", "--epochs", "1", "--folds", "0");
        Assert.AreEqual(0, exitCode);
        Assert.Contains("Of 151 columns: 138 number, 12 left out, 1 label; shown are the first 100 at most of what is no input, --json has all.", output);
        Assert.Contains("  c140 ", output);
        Assert.DoesNotContain("  c1 ", output);
    }

    /// <summary>Unless something is chosen that is of a plain network alone.</summary>
    [TestMethod]
    [DataRow("Network 5 networks for tables (ActivityRegularizedTabularMlp) that score together, ReLU, no penalty")]
    [DataRow("Network 5 networks for tables (ActivityRegularizedTabularMlp) that score together, ReLU, L1 0.001 and L2 0.01 before it, summed over a batch",
        "--l1", "1e-3", "--l2", "1e-2", "--placement", "pre", "--reduction", "sum")]
    [DataRow("Network hidden units 256, ReLU, no penalty", "--epochs", "1")]
    [DataRow("Network hidden units 8, ReLU, L2 0.5 after it, averaged over a batch", "--hidden-units", "8", "--l2", "0.5", "--batch-size", "100")]
    public void Networks_for_tables_are_trained_by_default(string line, params string[] options)
    {
        var (exitCode, output, error) = Process.Run(["train", "train.csv", "--label", "State", "--model", "default.zip", "--folds", "0", .. options]);
        Assert.AreEqual((0, ""), (exitCode, error));
        CollectionAssert.Contains(output.Split(Environment.NewLine).Select(each => Spaces().Replace(each, " ").TrimEnd()).ToArray(), line, output);
    }

    [TestMethod]
    public void It_is_a_failure_if_no_row_can_be_scored()
    {
        File.WriteAllLines(Process.In("bad.csv"), ["Soft,Weight,Colour,Score", "true,heavy,green,1", "maybe,50,green,2"]);
        var (exitCode, output, error) = Process.Run("score", "m.zip", "bad.csv", "--json", "bad.json");
        Assert.AreEqual("Soft,Weight,Colour,Score,PredictedLabel,Score_,Probability\ntrue,heavy,green,1,,,\nmaybe,50,green,2,,,\n", output);
        Assert.AreEqual(
            (1, "actreg: the table has a column 'Score'; the model's is 'Score_'." + Environment.NewLine
                + "actreg: none of 2 rows could be scored. The first: line 2, column 'Weight': 'heavy' is not a number." + Environment.NewLine),
            (exitCode, error));
        var json = JsonElement.Parse(File.ReadAllText(Process.In("bad.json")));
        Assert.AreEqual("2 Score_", $"{json.GetProperty("unscored")} {json.GetProperty("renamedPredictions").GetProperty("Score")}");

        // What an earlier run has written is worth more.
        File.WriteAllText(Process.In("kept.csv"), "earlier");
        (exitCode, _, error) = Process.Run("score", "m.zip", "bad.csv", "--output", "kept.csv", "--json", "bad.json");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(error, "actreg: none of 2 rows could be scored.", StringComparison.Ordinal);
        Assert.AreEqual("earlier", File.ReadAllText(Process.In("kept.csv")));
        Assert.AreEqual(2, JsonElement.Parse(File.ReadAllText(Process.In("bad.json"))).GetProperty("rows").GetInt32());
    }

    /// <summary>One row of the rarer class: one fold alone has it to judge, and areas are not defined in the other.</summary>
    [TestMethod]
    public void What_some_folds_alone_define_is_told()
    {
        File.WriteAllLines(Process.In("rare.csv"), ["a,y", .. Enumerable.Range(0, 20).Select(row => $"{row * 7 % 11},{(row == 4 ? "yes" : "no")}")]);
        var (exitCode, output, error) = Process.Run(
            "train", "rare.csv", "--label", "y", "--model", "rare.zip", "--epochs", "2", "--hidden-units", "4", "--folds", "2", "--l1", "0.1", "--json", "rare.json");
        Assert.AreEqual((0, ""), (exitCode, error));
        StringAssert.Matches(output, new("AreaUnderRocCurve +[01][.0-9]+  in 1 of 2 folds  \\([-+]?[0-9.]+, against no penalty\\)"));
        StringAssert.Matches(output, new("LogLoss +[0-9.]+  95 % [0-9.]+ to [0-9.]+  \\([-+][0-9.e-]+, 95 % [-+][0-9.e-]+ to [-+][0-9.e-]+, against no penalty\\)"));
        Assert.DoesNotContain("NaN", output);
        var against = JsonElement.Parse(File.ReadAllText(Process.In("rare.json"))).GetProperty("validation").GetProperty("LogLoss").GetProperty("againstNoPenalty");
        Assert.IsTrue(against.GetProperty("low").GetDouble() < against.GetProperty("mean").GetDouble() && against.GetProperty("mean").GetDouble() < against.GetProperty("high").GetDouble());
        Assert.AreEqual(JsonValueKind.Null, JsonElement.Parse(File.ReadAllText(Process.In("train.json"))).GetProperty("validation").GetProperty("LogLoss").GetProperty("againstNoPenalty").ValueKind);

        File.WriteAllText(Process.In("one.csv"), "a,y\n1,no\n2,no\n");
        StringAssert.Matches(Process.Run("evaluate", "rare.zip", "one.csv").Output, new("Area under ROC curve +not defined"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_full_disk_is_told_with_the_option_and_what_helps() => StringAssert.Matches(
        Process.Run("score", "m.zip", "good.csv", "--output", "/dev/full").Error.Trim(),
        new("--output '/dev/full' cannot be written: No space left on device.* Room must be made there, or a file on another disk be named.$"));

    [TestMethod]
    public void A_folder_that_is_missing_is_refused_before_training()
    {
        var (exitCode, output, error) = Process.Run("train", "train.csv", "--label", "State", "--model", Path.Combine("nwe", "m.zip"));
        Assert.AreEqual(
            (1, "", $"actreg: --model '{Process.In("nwe", "m.zip")}' cannot be written: there is no folder '{Process.In("nwe")}'; make it first.{Environment.NewLine}"), (exitCode, output, error));
    }

    [TestMethod]
    public void More_folds_than_rows_are_refused() => Assert.AreEqual(
        (1, $"actreg: --folds must be at most the number of rows with a label, 59; received '60'.{Environment.NewLine}"),
        (Process.Run("train", "train.csv", "--label", "State", "--model", "x.zip", "--folds", "60") is var (exitCode, _, error) ? (exitCode, error) : default));

    /// <summary>By hand, from what score has written: four rows have a label.</summary>
    [TestMethod]
    public void Metrics_are_those_of_the_scores()
    {
        var rows = Scored()[1..5].Select(line => line.Split(',')[^4..]).Select(cells => (
            IsPositive: cells[0] == "unripe", IsRight: cells[0] == cells[1], Probability: double.Parse(cells[3], CultureInfo.InvariantCulture))).ToArray();
        var json = JsonElement.Parse(File.ReadAllText(Process.In("evaluate.json")));
        Assert.AreEqual("rows unlabeled label task classes metrics confusion unseenCategories", string.Join(' ', json.EnumerateObject().Select(property => property.Name)));
        Assert.AreEqual("4 1 State Binary", $"{json.GetProperty("rows")} {json.GetProperty("unlabeled")} {json.GetProperty("label")} {json.GetProperty("task")}");
        Assert.AreEqual("ripe unripe", string.Join(' ', json.GetProperty("classes").EnumerateArray()));
        var metrics = json.GetProperty("metrics");
        Assert.AreEqual(rows.Average(row => row.IsRight ? 1.0 : 0), metrics.GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.AreEqual(rows.Average(row => -Math.Log(row.IsPositive ? row.Probability : 1 - row.Probability)), metrics.GetProperty("logLoss").GetDouble(), 1e-6);
        Assert.AreEqual(rows.Average(row => Math.Pow(row.Probability - (row.IsPositive ? 1 : 0), 2)), metrics.GetProperty("brierScore").GetDouble(), 1e-6);
        Assert.Contains(FormattableString.Invariant($"  Brier score                        {metrics.GetProperty("brierScore").GetDouble():0.0000}"), _evaluate.Output);
    }

    /// <summary>Of two folds of six rows the interval by itself goes far beyond.</summary>
    [TestMethod]
    public void Intervals_end_where_metrics_do()
    {
        File.WriteAllLines(Process.In("few.csv"), ["a,y", .. Enumerable.Range(0, 12).Select(row => $"{row * row % 13},{"uv"[row * 5 % 7 % 2]}")]);
        var output = Process.Run("train", "few.csv", "--label", "y", "--model", "few.zip", "--epochs", "3", "--hidden-units", "4", "--folds", "2", "--json", "few.json").Output;
        var lines = Interval().Matches(output).ToDictionary(
            match => match.Groups[1].Value, match => (Low: double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), High: double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)));
        Assert.HasCount(7, lines);
        Assert.IsTrue(lines.Values.All(interval => interval.Low >= 0), output);
        Assert.IsTrue(lines.All(line => line.Key == "LogLoss" || line.Value.High <= (line.Key == "BrierScore" ? 2 : 1)), output);
        // Some had to be cut off; the file has them whole.
        Assert.IsTrue(lines.Values.Any(interval => interval is { Low: 0, High: 1 }), output);
        Assert.IsTrue(JsonElement.Parse(File.ReadAllText(Process.In("few.json"))).GetProperty("validation").EnumerateObject().Any(metric => metric.Value.GetProperty("low").GetDouble() < 0));
    }

    [GeneratedRegex(@"(\w+) +[\d.]+  95 % ([-\d.]+) to ([-\d.]+)")]
    private static partial Regex Interval();

    [TestMethod]
    public void A_model_tells_by_the_columns_it_was_trained_on()
    {
        // Weights of 80 and 50 are ripe and unripe.
        CollectionAssert.AreEqual(new[] { "ripe", "unripe" }, new[] { Scored()[1], Scored()[4] }.Select(line => line.Split(',')[^3]).ToArray());
        File.WriteAllText(Process.In("other.csv"), "Colour,Soft\nred,true\n");
        Assert.AreEqual(
            (1, "", "actreg: DATA 'other.csv' must have the column 'Weight', which is an input of MODEL 'm.zip'. The columns are 'Colour', 'Soft'." + Environment.NewLine),
            Process.Run("score", "m.zip", "other.csv"));
    }

    [TestMethod]
    public void Scoring_needs_neither_label_nor_what_was_left_out()
    {
        File.WriteAllLines(Process.In("fewer.csv"), ["Soft,Weight,Colour", "true,80.5,\"red, dark\""]);
        var (exitCode, output, error) = Process.Run("score", "m.zip", "fewer.csv", "--output", "scored.csv", "--json", "score.json");
        Assert.AreEqual((0, "", ""), (exitCode, output, error));
        var cells = File.ReadAllLines(Process.In("scored.csv"))[1].Split(',');
        CollectionAssert.AreEqual(Scored()[1].Split(',')[^3..], cells[^3..]);
        Assert.AreEqual("1 0", $"{JsonElement.Parse(File.ReadAllText(Process.In("score.json"))).GetProperty("rows")} {JsonElement.Parse(File.ReadAllText(Process.In("score.json"))).GetProperty("unscored")}");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_pipe_that_nobody_reads_ends_scoring_with_141() => Assert.AreEqual(
        (141, "", ""), Process.RunInShell("mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; exec \"$@\" >&4 4>&-", "score", "m.zip", "test.csv"));

    [TestMethod]
    public void A_compressed_file_that_was_cut_off_is_refused()
    {
        using (var file = File.Create(Process.In("cut.gz")))
        {
            using var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Compress);
            gzip.Write(File.ReadAllBytes(Process.In("good.csv")));
        }

        File.WriteAllBytes(Process.In("cut.gz"), File.ReadAllBytes(Process.In("cut.gz"))[..^12]);
        var (exitCode, _, error) = Process.Run("score", "m.zip", "cut.gz");
        Assert.AreEqual(1, exitCode);
        Assert.StartsWith("actreg: DATA 'cut.gz' cannot be decompressed: ", error);
    }

    [TestMethod]
    [DataRow("Option '--label' is required.", "train", "train.csv", "--model", "x.zip")]
    [DataRow("Option '--model' is required.", "train", "train.csv", "--label", "State")]
    [DataRow("--task must be one of auto, binary, multiclass, regression; received 'ranking'.", "train", "train.csv", "--label", "State", "--model", "x.zip", "--task", "ranking")]
    [DataRow("--culture must be invariant or the name of a culture, such as de-DE; received 'xx'.", "train", "train.csv", "--label", "State", "--model", "x.zip", "--culture", "xx")]
    [DataRow("--hidden-units must be whole numbers from 1 to 1000000, with commas between them; received '8,x'.", "train", "train.csv", "--label", "State", "--model", "x.zip", "--hidden-units", "8,x")]
    [DataRow("--placement is of a penalty; --l1 or --l2 must be above 0.", "train", "train.csv", "--label", "State", "--model", "x.zip", "--placement", "pre")]
    [DataRow("--reduction is of a penalty; --l1 or --l2 must be above 0.", "train", "train.csv", "--label", "State", "--model", "x.zip", "--reduction", "sum")]
    [DataRow("--encoding must be the name of an encoding, such as utf-8, utf-16, latin-1 or windows-1252; received 'klingon'.", "train", "train.csv", "--label", "State", "--model", "x.zip", "--encoding", "klingon")]
    [DataRow("--separator must be comma, semicolon, tab or one ASCII character that is no letter, digit, space or quote; received 'x'.", "score", "m.zip", "train.csv", "--separator", "x")]
    public void Wrong_options_are_refused(string message, params string[] arguments)
    {
        var (exitCode, output, error) = Process.Run(arguments);
        Assert.AreEqual((2, "", $"actreg: {message} See 'actreg {arguments[0]} --help'.{Environment.NewLine}"), (exitCode, output, error));
    }

    private static string TrainingRow(int row)
    {
        var isRipe = row % 2 == 0;
        var weight = row % 5 == 3 ? (row % 2 == 0 ? "NA" : "") : FormattableString.Invariant($"{(isRipe ? 80 : 50) + row % 7}");
        var colour = row % 6 == 4 ? "?" : row % 3 == 0 ? "\"red, dark\"" : "green";
        return $"fruit {row},{weight},{colour},{(row % 4 == 0 ? "true" : "false")},{(row == 59 ? "" : isRipe ? "ripe" : "unripe")}";
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    private static string[] Scored() => _score.Output.Split('\n');
}
