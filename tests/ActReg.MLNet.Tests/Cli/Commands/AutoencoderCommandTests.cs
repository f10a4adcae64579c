using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>Runs of the executable on the digits and on a table.</summary>
[TestClass]
public sealed class AutoencoderCommandTests
{
    private static readonly ActregProcess Process = new();
    private static (int ExitCode, string Output, string Error) _run;

    [ClassInitialize]
    public static void Run(TestContext context) => _run = Process.Run(
        "autoencoder", "--epochs", "5", "--repeats", "2", "--output", Path.Combine("new", "pictures"), "--json", "r.json", "--model", "m.zip");

    [ClassCleanup]
    public static void Delete() => Process.Dispose();

    [TestMethod]
    public void Succeeds_without_an_error() => Assert.AreEqual((0, ""), (_run.ExitCode, _run.Error));

    [TestMethod]
    public void Tells_what_came_of_it()
    {
        Assert.Contains("digits, 8 x 8 pixels: 1198 rows of 64 features to train, 599 to test", _run.Output);
        Assert.Contains("Network   64 - 128 - 64, sparsity TopK(8)", _run.Output);
        Assert.Contains("Epoch 5 of 5: loss ", _run.Output);
        foreach (var word in new[] { "BatchTopK", "JumpReLU", "principal components", "RandomizedPca", "Explained variance" })
            Assert.Contains(word, _run.Output);
    }

    [TestMethod]
    public void Draws_three_pictures()
    {
        foreach (var name in new[] { "features.png", "reconstructions.png", "frontier.png" })
        {
            using var codec = SKCodec.Create(Process.In("new", "pictures", name));
            Assert.AreEqual(SKEncodedImageFormat.Png, codec.EncodedFormat);
            Assert.Contains(Process.In("new", "pictures", name), _run.Output);
        }
    }

    [TestMethod]
    public void Writes_what_it_shows_as_json()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Process.In("r.json")));
        var root = json.RootElement;
        Assert.AreEqual(8, root.GetProperty("test").GetProperty("l0PerRow").GetDouble(), 1e-9);
        Assert.AreEqual(599, root.GetProperty("test").GetProperty("rowCount").GetInt32());
        Assert.Contains(root.GetProperty("test").GetProperty("explainedVariance").GetDouble().ToString("0.0000", CultureInfo.InvariantCulture), _run.Output);
        var frontier = root.GetProperty("frontier").EnumerateArray().ToArray();
        Assert.HasCount(17, frontier);
        foreach (var topK in frontier.Where(entry => entry.GetProperty("sparsity").GetString() == "TopK"))
        {
            foreach (var repeat in topK.GetProperty("repeats").EnumerateArray())
                Assert.AreEqual($"k = {repeat.GetProperty("l0PerRow").GetDouble():0.########}", topK.GetProperty("strength").GetString());
        }

        Assert.HasCount(6, root.GetProperty("accuracies").EnumerateArray().ToArray());
        Assert.IsTrue(root.GetProperty("anomalies").EnumerateArray().All(method => method.GetProperty("areasUnderRocCurve").GetArrayLength() == 2));
    }

    [TestMethod]
    public void Saves_a_model_that_makes_codes()
    {
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(Process.In("m.zip"), out _);
        foreach (var code in model.Transform(RealData.Digits(mlContext)).GetColumn<float[]>("Code").Take(20))
            Assert.AreEqual(8, code.Count(value => value != 0));
    }

    [TestMethod]
    public void Reads_a_table_and_tells_what_units_stand_for()
    {
        File.Copy(Path.Combine(Testing.Repository.At("tests", "data", "wine.csv")), Process.In("wine.csv"), overwrite: true);
        var label = File.ReadLines(Process.In("wine.csv")).First().Split(',')[^1];
        var (exitCode, output, error) = Process.Run("autoencoder", "--data", "wine.csv", "--label", label, "--k", "4", "--epochs", "20", "--quick", "--output", "table", "--model", "t.zip");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.Contains("wine.csv: 119 rows of 13 features to train, 59 to test", output);
        Assert.Contains("The units that are on most often", output);
        Assert.Contains("normalized to mean 0 and deviation 1", output);
        Assert.IsTrue(File.ReadLines(Process.In("wine.csv")).First().Split(',')[..^1].Any(output.Contains), output);
        Assert.DoesNotContain("Pictures:", output);

        // The model takes the table's own values.
        var mlContext = new MLContext();
        var rows = mlContext.Data.LoadFromTextFile(
            Process.In("wine.csv"), [new("Features", DataKind.Single, 0, 12), new("Label", DataKind.String, 13)], separatorChar: ',', hasHeader: true);
        var loaded = mlContext.Model.Load(Process.In("t.zip"), out var schema);
        var made = loaded.Transform(rows);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Features"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(File.ReadLines(Process.In("wine.csv")).First().Split(',')[..^1], names.DenseValues().Select(name => name.ToString()).ToArray());
        Assert.IsLessThan(0.5, made.GetColumn<float>("Score").Average());
        Assert.IsTrue(made.GetColumn<float[]>("Code").All(code => code.Count(value => value != 0) == 4));
    }

    [TestMethod]
    public void What_is_no_table_is_refused()
    {
        var (exitCode, _, error) = Process.Run("autoencoder", "--data", "nowhere.csv", "--output", "none");
        Assert.AreEqual(1, exitCode);
        Assert.Contains("--data 'nowhere.csv' is no file, nor one of digits, fashion.", error);
        File.WriteAllText(Process.In("short.csv"), "a,b\n1,2\n");
        (exitCode, _, error) = Process.Run("autoencoder", "--data", "short.csv", "--output", "none");
        Assert.AreEqual(1, exitCode);
        Assert.Contains("must be a table with a header, of at least 6 rows and 2 columns of numbers that vary; it has 1 complete rows and 0 such columns.", error);
    }

    /// <summary>40 rows: two without a number, one without a class, and one of a class of its own.</summary>
    [TestMethod]
    public void What_of_a_table_is_left_out_is_said_and_few_labels_are_enough_to_compare()
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 40).Select(row => string.Create(CultureInfo.InvariantCulture, $"{(
            row == 3 ? "NA" : $"{random.NextSingle():0.000}")},{(
            row == 7 ? "" : $"{random.NextSingle() + row % 2:0.000}")},{random.NextSingle() - row % 2:0.000},word,5,{(
            row == 11 ? "" : row == 12 ? "rare" : row % 2 == 0 ? "even" : "odd")}"));
        File.WriteAllLines(Process.In("gaps.csv"), ["a,b,c,text,same,class", .. lines]);
        var (exitCode, output, error) = Process.Run("autoencoder", "--data", "gaps.csv", "--label", "class", "--epochs", "2", "--repeats", "2", "--output", "gaps", "--json", "gaps.json");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.Contains("Left out: text, same, which are not numbers, or always the same.", output);
        Assert.Contains("Left out: 2 of 40 rows, which lack a number.", output);
        Assert.Contains("gaps.csv: 26 rows of 3 features to train, 12 to test", output);
        Assert.Contains("sparsity TopK(1)", output);
        using var json = JsonDocument.Parse(File.ReadAllText(Process.In("gaps.json")));
        string?[] features = [.. json.RootElement.GetProperty("features").EnumerateArray().Select(name => name.GetString())];
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, features);
        Assert.HasCount(2, json.RootElement.GetProperty("anomalies").EnumerateArray().ToArray());
        var labels = json.RootElement.GetProperty("accuracies").EnumerateArray().Select(entry => entry.GetProperty("labels").GetInt32()).Distinct().ToArray();
        Assert.HasCount(1, labels);
        Assert.IsInRange(20, 26, labels[0]);
    }

    /// <summary>A line of totals, rows of separators only and quoted cells of several lines, as spreadsheets write them.</summary>
    [TestMethod]
    public void Rows_that_are_mostly_blank_cost_no_column()
    {
        string[] rows = [.. Enumerable.Range(0, 20).Select(row => $"{row},{row * row},{row % 3},\"two\nlines\"")];
        File.WriteAllLines(Process.In("totals.csv"), ["1,2,3,4", .. rows, "Total:,,60,", ",,,", ",,,"]);
        var (exitCode, output, error) = Process.Run("autoencoder", "--data", "totals.csv", "--epochs", "2", "--quick", "--output", "totals");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.Contains("totals.csv: 14 rows of 3 features to train, 6 to test", output);
        Assert.Contains("Left out: 1 of 21 rows, which lack a number.", output);
        Assert.Contains("The names of all columns are numbers: a table must have a header, and the first row is taken for it.", output);
    }

    [TestMethod]
    public void Classes_too_small_to_compare_by_are_said()
    {
        File.WriteAllLines(Process.In("small.csv"), ["a,b,class", .. Enumerable.Range(0, 12).Select(row => $"{row},{row * row},{row % 2}")]);
        var (exitCode, output, error) = Process.Run("autoencoder", "--data", "small.csv", "--label", "class", "--epochs", "2", "--output", "small");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.Contains("There are no two classes (--label) of at least 10 rows", output);
    }

    [TestMethod]
    [DataRow("--k must be at most the 128 units of the code; received 129.", "--k", "129")]
    [DataRow("--label is for a table; digits have labels.", "--label", "Species")]
    [DataRow("--images is for fashion only.", "--images", "1000")]
    [DataRow("--learning-rate must be a finite number above 0; received '0'.", "--learning-rate", "0")]
    public void Options_that_do_not_go_together_are_refused(string message, string option, string value)
    {
        var (exitCode, _, error) = Process.Run("autoencoder", option, value, "--output", "none");
        Assert.AreEqual(2, exitCode);
        Assert.Contains(message, error);
    }
}
