using System.Text.Json;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>One run of the executable with two trainings of each model: what it shows and leaves behind.</summary>
[TestClass]
public sealed class CaseStudyCommandTests
{
    private static readonly ActregProcess Process = new();

    private static readonly string[] Figures =
        ["trainAccuracy", "testAccuracy", "testLogLoss", "meanActivation", "zeroFraction", "deadUnitFraction"];

    private static (int ExitCode, string Output, string Error) _run;

    [ClassInitialize]
    public static void Run(TestContext context) => _run = Process.Run(
        "case-study", "--repeats", "2", "--seed", "3",
        "--output", Path.Combine("new", "pictures"), "--json", Path.Combine("new", "r.json"));

    [ClassCleanup]
    public static void Delete() => Process.Dispose();

    [TestMethod]
    public void Succeeds_without_an_error() => Assert.AreEqual((0, ""), (_run.ExitCode, _run.Error));

    [TestMethod]
    [DataRow("data.png", 1360, 1400)]
    [DataRow("learning-curve-none.png", 1600, 1200)]
    [DataRow("learning-curve-pre.png", 1600, 1200)]
    [DataRow("learning-curve-post.png", 1600, 1200)]
    [DataRow("decision-surfaces.png", 2684, 1010)]
    public void Draws(string file, int width, int height)
    {
        using var codec = SKCodec.Create(Process.In("new", "pictures", file));
        Assert.AreEqual(SKEncodedImageFormat.Png, codec.EncodedFormat);
        Assert.AreEqual((width, height), (codec.Info.Width, codec.Info.Height));
        Assert.Contains("  " + file, _run.Output);
    }

    [TestMethod]
    public void Draws_five_different_pictures()
    {
        var files = Directory.GetFiles(Process.In("new", "pictures"));
        Assert.HasCount(5, files);
        Assert.HasCount(5, files.Select(file => Convert.ToHexString(File.ReadAllBytes(file))).Distinct());
    }

    [TestMethod]
    public void Names_the_folder_and_the_file_in_full()
    {
        Assert.Contains($"Pictures in {Process.In("new", "pictures")}", _run.Output);
        Assert.Contains($"Results in {Process.In("new", "r.json")}", _run.Output);
    }

    [TestMethod]
    public void Writes_plain_text_of_80_columns_where_nobody_watches()
    {
        Assert.DoesNotContain("\u001b", _run.Output);
        // Paths are as long as they are.
        var lines = _run.Output.Split(Environment.NewLine).Where(line => !line.Contains(Process.Folder)).ToArray();
        Assert.IsLessThanOrEqualTo(80, lines.Max(line => line.Length));
    }

    [TestMethod]
    [DataRow(@"No penalty +L1 pre-activation +L1 post-activation")]
    [DataRow(@"Train accuracy( +[01]\.\d{3}){3} *$")]
    [DataRow(@"published +1\.000 +0\.967 +1\.000")]
    [DataRow(@"published +0\.786 +0\.829 +0\.743")]
    [DataRow(@"Test log-loss( +\d\.\d{3}){3} *$")]
    [DataRow(@"Zero activations( +\d+\.\d%){3} *$")]
    [DataRow(@"Dead units( +\d+\.\d%){3} *$")]
    [DataRow(@"Seconds( +\d+\.\d\d){3} *$")]
    [DataRow(@"Accuracy of 2 trainings each, seeds 3 to 4")]
    [DataRow(@"Test mean \(sd\)( +0\.\d{3} \(0\.\d{3}\)){3} *$")]
    [DataRow(@"expected +0\.772 \(0\.012\) +0\.820 \(0\.014\) +0\.738 \(0\.019\)")]
    [DataRow(@"on the same points; 18 of them have all three published test accuracies\.")]
    [DataRow(@"^changes by 0\.001 ± 0\.005 with L1 before ReLU, by -0\.008 ± 0\.005 with L1 after it$")]
    [DataRow(@"Seconds, mean( +\d+\.\d\d){3} *$")]
    [DataRow(@"95% interval( +-?\d\.\d{3} to \d\.\d{3}){3} *$")]
    [DataRow(@"^6 of 6 trials in \d+ s")]
    public void Shows(string line) => Assert.IsTrue(
        _run.Output.Split(Environment.NewLine).Any(each => Regex.IsMatch(each, line)), _run.Output);

    /// <summary>The names that scripts rely on, in order; all others would be a change.</summary>
    [TestMethod]
    public void Writes_JSON_of_exactly_these_names()
    {
        var json = JsonElement.Parse(File.ReadAllText(Process.In("new", "r.json")));
        Assert.AreEqual("settings models", Names(json));
        Assert.AreEqual(
            "repeats seed dataSeed sampleCount noise trainRows testRows units l1 reduction epochs batchSize learningRate",
            Names(json.GetProperty("settings")));
        var models = Models("new", "r.json");
        Assert.AreEqual("none pre post", string.Join(' ', models.Select(model => model.GetProperty("name").GetString())));
        foreach (var model in models)
        {
            Assert.AreEqual($"name {string.Join(' ', Figures)} seconds repeats", Names(model));
            var repeats = model.GetProperty("repeats");
            Assert.AreEqual("count trainMean trainMedian testMean testSd testMedian ci95 trainAccuracies testAccuracies", Names(repeats));
            TinyTraining.AreEqual(
                [repeats.GetProperty("testMean").GetDouble()], [repeats.GetProperty("testAccuracies").EnumerateArray().Average(value => value.GetDouble())]);
            Assert.AreEqual(model.GetProperty("testAccuracy").GetDouble(), repeats.GetProperty("testAccuracies")[0].GetDouble());
            Assert.AreEqual(2, repeats.GetProperty("count").GetInt32());
            Assert.AreEqual(2, repeats.GetProperty("ci95").GetArrayLength());
            foreach (var share in new[] { "trainAccuracy", "testAccuracy", "zeroFraction", "deadUnitFraction" })
                Assert.IsTrue(model.GetProperty(share).GetDouble() is >= 0 and <= 1, share);
            Assert.IsGreaterThan(0, model.GetProperty("seconds").GetDouble());
        }
    }

    /// <summary>The first of two trainings stands above; with its twin it makes the mean.</summary>
    [TestMethod]
    public void Shows_and_writes_the_first_training_first()
    {
        var first = Process.Run(
            "case-study", "--repeats", "1", "--seed", "3", "--quiet", "--output", "one", "--json", "one.json");
        Assert.AreEqual((0, "", ""), first, "--quiet is silent");
        foreach (var (a, b) in Models("one.json").Zip(Models("new", "r.json")))
        {
            foreach (var name in Figures)
                Assert.AreEqual(a.GetProperty(name).GetDouble(), b.GetProperty(name).GetDouble(), name);
            Assert.Contains($"{b.GetProperty("testLogLoss").GetDouble():0.000}", _run.Output);
            var alone = a.GetProperty("repeats");
            Assert.AreEqual(a.GetProperty("testAccuracy").GetDouble(), alone.GetProperty("testMean").GetDouble());
            Assert.AreEqual(JsonValueKind.Null, alone.GetProperty("testSd").ValueKind);
            Assert.AreEqual(JsonValueKind.Null, alone.GetProperty("ci95").ValueKind);
        }

        Assert.HasCount(5, Directory.GetFiles(Process.In("one")));
    }

    [TestMethod]
    public void Leaves_the_tutorials_figures_out_where_they_do_not_belong()
    {
        var (exitCode, output, error) =
            Process.Run("case-study", "--repeats", "1", "--data-seed", "4294967295", "--output", "other");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.DoesNotContain("published", output);
        Assert.DoesNotContain("other draws", output);
        Assert.Contains("they belong to data seed 1", output);
        CollectionAssert.AreNotEqual(
            File.ReadAllBytes(Process.In("new", "pictures", "data.png")), File.ReadAllBytes(Process.In("other", "data.png")));
    }

    private static JsonElement[] Models(params string[] file) =>
        [.. JsonElement.Parse(File.ReadAllText(Process.In(file))).GetProperty("models").EnumerateArray()];

    private static string Names(JsonElement element) =>
        string.Join(' ', element.EnumerateObject().Select(property => property.Name));
}
