using System.Globalization;
using System.Text.Json;

namespace ActReg.MLNet.Tests.Cli.Commands;

[TestClass]
public sealed class SweepCommandTests
{
    private const int Kills = 20;

    /// <summary>Some lines of a journal.</summary>
    private const int MostBytes = 3000;

    /// <summary>Long enough for several kills.</summary>
    private static readonly string[] Long =
        ["sweep", "--epochs", "2000", "--hidden-units", "64", "--strengths", "1e-4,1e-2", "--norms", "L1", "--reductions", "sum", "--repeats", "10", "--folds", "2"];

    private static readonly string[] Small =
        ["sweep", "--epochs", "400", "--hidden-units", "64", "--strengths", "1e-4,1e-2", "--norms", "L1", "--reductions", "sum", "--repeats", "4", "--folds", "2"];

    /// <summary>Killed at random moments, some of them before it has read its own journal, it ends with the same file.</summary>
    [TestMethod]
    public void A_sweep_survives_kills_with_the_same_result()
    {
        using var actreg = new ActregProcess();
        Assert.AreEqual(0, actreg.Run([.. Long, "--json", "whole.json", "--threads", "1"]).ExitCode);
        var random = new Random(1);
        long length = 0;
        var lengths = new List<long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            actreg.RunAndKill("sweep.jsonl", length + random.Next(1, MostBytes), [.. Long, "--json", "killed.json", "--journal", "sweep.jsonl"]);
            length = new FileInfo(actreg.In("sweep.jsonl")).Length;
            lengths.Add(length);
        }

        // Kills came while it worked: there was more each time, and not all before the last ones.
        Assert.IsGreaterThan(Kills / 2, lengths.Distinct().Count(), string.Join(", ", lengths));
        Assert.AreEqual(0, actreg.Run([.. Long, "--json", "killed.json", "--journal", "sweep.jsonl"]).ExitCode);
        Assert.AreEqual(File.ReadAllText(actreg.In("whole.json")), File.ReadAllText(actreg.In("killed.json")));
        Assert.DoesNotContain("econds", File.ReadAllText(actreg.In("whole.json")));
    }

    [TestMethod]
    public void Circles_are_told_with_all_candidates_and_conclusions()
    {
        using var actreg = new ActregProcess();
        var (exitCode, output, error) = actreg.Run([.. Small, "--json", "result.json"]);
        Assert.AreEqual("", error);
        Assert.AreEqual(0, exitCode);
        StringAssert.Contains(output, "Candidates 6: no penalty, early stopping, and combinations of what is varied", StringComparison.Ordinal);
        StringAssert.Contains(output, "4 seeds on the test points; chosen by 2 folds of the training points", StringComparison.Ordinal);
        StringAssert.Contains(output, "Chosen by Accuracy over 2 splits: ", StringComparison.Ordinal);
        StringAssert.Contains(output, "+: best mean. Both by accuracy in cross-validation of the training\nrows, not by the columns of test rows.", StringComparison.Ordinal);
        Assert.IsTrue(output.Split('\n').All(line => line.Length <= 80 || line.Contains("/tmp", StringComparison.Ordinal)), output);
        using var json = JsonDocument.Parse(File.ReadAllText(actreg.In("result.json")));
        var candidates = json.RootElement.GetProperty("candidates").EnumerateArray().ToArray();
        CollectionAssert.AreEqual(
            (string[])["no penalty", "early stopping", .. from placement in (string[])["before", "after"] from strength in (string[])["1e-4", "0.01"]
                select $"L1 {strength} {placement} ReLU, BatchSum"],
            candidates.Select(candidate => candidate.GetProperty("candidate").GetProperty("name").GetString()!).ToArray());
        // Names and numbers do not run into each other.
        StringAssert.Contains(output, "L1 1e-4 before ReLU, BatchSum 0.", StringComparison.Ordinal);
        // The table shows what the file has.
        var mean = candidates[2].GetProperty("test")[0].GetProperty("interval").GetProperty("mean").GetDouble();
        StringAssert.Contains(output.Split('\n').Single(line => line.Contains("L1 1e-4 before ReLU, BatchSum", StringComparison.Ordinal)), mean.ToString("0.000", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>The command is the study of the library, no more: the figures are the same.</summary>
    [TestMethod]
    public void The_command_is_the_library_s_study()
    {
        using var actreg = new ActregProcess();
        Assert.AreEqual(0, actreg.Run([.. Small, "--json", "result.json", "--quiet"]).ExitCode);
        var mlContext = new Microsoft.ML.MLContext(seed: 1);
        var circles = Microsoft.ML.ActivityRegularizationDataCatalog.LoadCircles(mlContext.Data, 100, 0.1, 1);
        var study = Microsoft.ML.StudyCatalog.ActivityRegularizationStudy(
            mlContext.BinaryClassification,
            new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(64, Activation.Relu)], Epochs = 400, BatchSize = 32, LearningRate = 1e-3f },
            StudySpace.Grid(
                StudySpace.VaryNorm(ActivityNorm.L1), StudySpace.VaryPlacement(ActivityPlacement.PreActivation, ActivityPlacement.PostActivation),
                StudySpace.VaryReduction(ActivityReduction.BatchSum), StudySpace.VaryStrength(1e-4f, 1e-2f)),
            new StudyOptions { Evaluation = StudyEvaluation.Repeats(4, 2), Metric = StudyMetric.Accuracy });
        using var stream = new MemoryStream();
        study.Run(mlContext.Data.TakeRows(circles, 30), mlContext.Data.SkipRows(circles, 30)).WriteJson(stream);
        Assert.AreEqual(System.Text.Encoding.UTF8.GetString(stream.ToArray()), File.ReadAllText(actreg.In("result.json")));
    }

    [TestMethod]
    public void Draws_are_fresh_points_and_tell_the_difference()
    {
        using var actreg = new ActregProcess();
        var (exitCode, output, _) = actreg.Run(
            "sweep", "--draws", "3", "--epochs", "50", "--hidden-units", "16", "--norms", "L1", "--placements", "pre", "--reductions", "sum", "--strengths", "1e-4", "--json", "draws.json");
        Assert.AreEqual(0, exitCode);
        StringAssert.Contains(output, "3 draws of 30 points of two circles", StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(actreg.In("draws.json")));
        var values = json.RootElement.GetProperty("candidates")[0].GetProperty("validation")[0].GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.HasCount(3, values.Distinct().ToArray());
    }

    [TestMethod]
    public void A_table_is_swept_by_its_columns()
    {
        using var actreg = new ActregProcess();
        File.WriteAllLines(actreg.In("people.csv"),
        [
            "age,city,bought",
            .. Enumerable.Range(0, 90).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i % 10 == 0 ? "" : 20 + i % 50)},{(i % 3 == 0 ? "Rome" : "Oslo")},{(i % 3 == 0 || i % 50 > 25 ? "yes" : "no")}")),
        ]);
        var (exitCode, output, error) = actreg.Run(
            "sweep", "--data", "people.csv", "--label", "bought", "--epochs", "30", "--hidden-units", "16", "--norms", "L2", "--strengths", "0.01", "--folds", "3", "--nested-folds", "2");
        Assert.AreEqual("", error);
        Assert.AreEqual(0, exitCode);
        StringAssert.Contains(output, "people.csv: binary, 'bought' by 2 columns", StringComparison.Ordinal);
        StringAssert.Contains(output, "What choosing like this achieves", StringComparison.Ordinal);
    }

    /// <summary>What the sweep says that one should type is what trains the candidate that it chose.</summary>
    [TestMethod]
    public void The_command_that_trains_the_one_chosen_does()
    {
        using var actreg = new ActregProcess();
        File.WriteAllLines(actreg.In("my people.csv"), ["age;id;bought", .. Enumerable.Range(0, 60).Select(i => $"{20 + i % 40};{i};{(i % 40 > 20 ? "yes" : "no")}")]);
        var (exitCode, output, error) = actreg.Run(
            "sweep", "--data", "my people.csv", "--label", "bought", "--ignore", "id", "--separator", "semicolon", "--epochs", "20", "--hidden-units", "32", "--batch-size", "32",
            "--learning-rate", "0.01", "--norms", "L1", "--placements", "post", "--strengths", "0.02", "--folds", "2", "--nested-folds", "0", "--report", "page.html", "--json", "result.json");
        Assert.AreEqual((0, ""), (exitCode, error));
        using var json = JsonDocument.Parse(File.ReadAllText(actreg.In("result.json")));
        Assert.AreEqual(2, json.RootElement.GetProperty("chosenIndex").GetInt32());
        const string Command = "actreg train \"my people.csv\" --label bought --ignore id --separator semicolon --hidden-units 32 --epochs 20 --batch-size 32 --learning-rate 0.01 --seed 1 "
            + "--l1 0.02 --placement post --model model.zip";
        StringAssert.Contains(output, $"The one chosen is trained on all rows by\n  {Command}\n", StringComparison.Ordinal);
        StringAssert.Contains(System.Net.WebUtility.HtmlDecode(File.ReadAllText(actreg.In("page.html"))), Command, StringComparison.Ordinal);
        StringAssert.Contains(File.ReadAllText(actreg.In("page.html")), "age (number)", StringComparison.Ordinal);
        Assert.AreEqual((0, ""), actreg.Run([.. Command.Split(' ')[1..2], "my people.csv", .. Command.Split(' ')[4..], "--folds", "0"]) is var run ? (run.ExitCode, run.Error) : default);
        Assert.IsTrue(File.Exists(actreg.In("model.zip")));
    }

    /// <summary>A number that is a category, a column to leave out, numbers for a label of two values: as train has them.</summary>
    [TestMethod]
    public void A_table_s_columns_are_what_the_options_say()
    {
        using var actreg = new ActregProcess();
        File.WriteAllLines(actreg.In("t.csv"), ["area,id,size,y", .. Enumerable.Range(0, 60).Select(i => $"{i % 3},{i},{i * 7 % 20},{i % 2}")]);
        string[] sweep = ["sweep", "--data", "t.csv", "--label", "y", "--epochs", "2", "--hidden-units", "4", "--norms", "L2", "--placements", "pre", "--strengths", "0.01", "--folds", "2", "--nested-folds", "0"];
        var (exitCode, output, error) = actreg.Run([.. sweep, "--ignore", "id,size", "--category", "area", "--task", "regression"]);
        Assert.AreEqual((0, ""), (exitCode, error));
        StringAssert.Contains(output, "t.csv: regression, 'y' by 1 column", StringComparison.Ordinal);
        StringAssert.Contains(actreg.Run([.. sweep, "--positive", "2"]).Error, "--positive must be one of the label's values, '0' and '1'; received '2'.", StringComparison.Ordinal);
    }

    /// <summary>A list in parts is one list, and each part is checked; a candidate that fails says why.</summary>
    [TestMethod]
    public void A_list_may_be_given_in_parts()
    {
        using var actreg = new ActregProcess();
        string[] sweep = ["sweep", "--epochs", "2", "--hidden-units", "4", "--repeats", "1", "--folds", "2", "--placements", "post", "--reductions", "mean", "--strengths", "0.01", "--norms", "L1"];
        var (exitCode, output, error) = actreg.Run([.. sweep, "--strengths", "1e30", "--norms", "L2"]);
        Assert.AreEqual((0, ""), (exitCode, error));
        StringAssert.Contains(output, "Candidates 6: no penalty, early stopping,", StringComparison.Ordinal);
        StringAssert.Matches(string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), new(@"L2 1e30 after ReLU, BatchMean failed: Training diverged: .*\. A smaller learning rate or a weaker penalty usually helps\."));
        StringAssert.Contains(actreg.Run([.. sweep, "--strengths", "-1"]).Error, "--strengths must be finite numbers of at least 0, with commas between them; received '0.01,-1'.", StringComparison.Ordinal);
        StringAssert.Contains(actreg.Run([.. sweep, "--norms", "L1"]).Error, "--norms must be some of L1, L2, L1L2, with commas between them; received 'L1,L1'.", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("--label must name the column to predict of --data.", "--data", "x.csv")]
    [DataRow("--label is of a table; --data must name one.", "--label", "x")]
    [DataRow("--ignore is of a table; --data must name one.", "--ignore", "x")]
    [DataRow("--task is of a table; --data must name one.", "--task", "binary")]
    [DataRow("--folds must be at most the number of rows to train on, 30; received '40'.", "--folds", "40")]
    [DataRow("--draws is of circles; --data must be left out.", "--data", "x.csv", "--label", "y", "--draws", "3")]
    [DataRow("--repeats is not of draws, each of which is trained on once; --draws must be left out.", "--draws", "3", "--repeats", "4")]
    [DataRow("--norms must be some of L1, L2, L1L2, with commas between them; received 'L3'.", "--norms", "L3")]
    [DataRow("--strengths must be finite numbers of at least 0, with commas between them; received '1e-3,x'.", "--strengths", "1e-3,x")]
    [DataRow("--metric must be one of Accuracy, LogLoss, AreaUnderRocCurve, AreaUnderPrecisionRecallCurve, F1Score, BrierScore, CalibrationError; received AUC.", "--metric", "AUC")]
    [DataRow("--hidden-units must be one number of circles, whose network has one hidden layer; received 2.", "--hidden-units", "3,4")]
    public void What_does_not_go_together_is_refused(string message, params string[] arguments)
    {
        using var actreg = new ActregProcess();
        var (exitCode, _, error) = actreg.Run(["sweep", .. arguments]);
        Assert.AreEqual(2, exitCode);
        Assert.AreEqual($"actreg: {message} See 'actreg sweep --help'.", error.Trim());
    }

    [TestMethod]
    public void More_folds_within_than_rows_are_refused()
    {
        using var actreg = new ActregProcess();
        File.WriteAllLines(actreg.In("t.csv"), ["a,y", .. Enumerable.Range(0, 10).Select(row => $"{row},{"uv"[row % 2]}")]);
        string[] sweep = ["sweep", "--data", "t.csv", "--label", "y"];
        StringAssert.StartsWith(actreg.Run([.. sweep, "--folds", "11"]).Error, "actreg: --folds must be at most the number of rows to train on, 10; received '11'.", StringComparison.Ordinal);
        StringAssert.StartsWith(
            actreg.Run([.. sweep, "--folds", "3", "--nested-folds", "7"]).Error, "actreg: --nested-folds must be at most the number of rows to train on in each fold, 6; received '7'.", StringComparison.Ordinal);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_journal_that_cannot_be_is_refused_by_its_option()
    {
        using var actreg = new ActregProcess();
        StringAssert.StartsWith(actreg.Run([.. Small, "--journal", "/dev/null"]).Error, "actreg: --journal must not name a pipe or a device; ", StringComparison.Ordinal);
        using var held = new FileStream(actreg.In("held.jsonl"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var (exitCode, _, error) = actreg.Run([.. Small, "--journal", "held.jsonl"]);
        Assert.AreEqual(1, exitCode);
        StringAssert.Matches(error.Trim(), new("^actreg: --journal '[^']*held.jsonl' cannot be .*another process.* Another process must end first, or another file be named.$"));
    }

    [TestMethod]
    public void Another_sweeps_journal_is_refused()
    {
        using var actreg = new ActregProcess();
        Assert.AreEqual(0, actreg.Run([.. Small, "--journal", "sweep.jsonl", "--quiet"]).ExitCode);
        var (exitCode, _, error) = actreg.Run([.. Small, "--journal", "sweep.jsonl", "--quiet", "--seed", "2"]);
        Assert.AreEqual(2, exitCode);
        StringAssert.Matches(error.Trim(), new("^actreg: The file '[^']*sweep.jsonl' is the journal of another study, by its seed, 1 there and 2 now. Name another file, or delete it. See 'actreg sweep --help'.$"));
    }
}
