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

        // The model takes the table's own values.
        var mlContext = new MLContext();
        var rows = mlContext.Data.LoadFromTextFile(
            Process.In("wine.csv"), [new("Features", DataKind.Single, 0, 12), new("Label", DataKind.String, 13)], separatorChar: ',', hasHeader: true);
        var made = mlContext.Model.Load(Process.In("t.zip"), out _).Transform(rows);
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
        Assert.Contains("must be a table separated by commas with a header, of at least 6 rows and 2 columns of numbers; it has 1 rows and 2 such columns.", error);
    }
}
