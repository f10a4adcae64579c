using System.Text.Json;
using ActReg.MLNet.Cli.Fashion;
using Microsoft.ML;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>One run of the executable on a tiny data set, and the network on part of the real one.</summary>
[TestClass]
public sealed class FashionCommandTests
{
    private static readonly ActregProcess Process = new();
    private static (int ExitCode, string Output, string Error) _run;

    [ClassInitialize]
    public static void Run(TestContext context)
    {
        FashionFiles.Write(Process.In("data"));
        _run = Process.Run(
            "fashion", "--data", "data", "--epochs", "4", "--l1", "1e-5", "--output", Path.Combine("new", "pictures"),
            "--json", "r.json", "--model", "m.zip");
    }

    [ClassCleanup]
    public static void Delete() => Process.Dispose();

    [TestMethod]
    public void Succeeds_without_an_error() => Assert.AreEqual((0, ""), (_run.ExitCode, _run.Error));

    [TestMethod]
    public void Tells_each_epoch_and_what_came_of_them()
    {
        Assert.Contains("Fashion-MNIST: 200 images to train, 60 to test", _run.Output);
        Assert.Contains("Epoch 4 of 4: accuracy ", _run.Output);
        Assert.Contains("Hidden layers on 60 rows", _run.Output);
        Assert.Contains("Ankle boot", _run.Output);
    }

    [TestMethod]
    public void Draws_the_filters()
    {
        using var codec = SKCodec.Create(Process.In("new", "pictures", "filters.png"));
        Assert.AreEqual(SKEncodedImageFormat.Png, codec.EncodedFormat);
        Assert.Contains($"Picture in {Process.In("new", "pictures", "filters.png")}", _run.Output);
    }

    [TestMethod]
    public void Writes_what_it_shows_as_json()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Process.In("r.json")));
        var root = json.RootElement;
        Assert.AreEqual(4, root.GetProperty("settings").GetProperty("epochs").GetInt32());
        Assert.IsInRange(0.5, 1, root.GetProperty("testAccuracy").GetDouble());
        Assert.AreEqual(10, root.GetProperty("recalls").EnumerateObject().Count());
        var first = root.GetProperty("layers")[0];
        TinyTraining.AreEqual([26, 26, 16], first.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Contains($"Test accuracy {root.GetProperty("testAccuracy").GetDouble():0.0%}", _run.Output);
    }

    [TestMethod]
    public void Saves_a_model_that_scores_the_same()
    {
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(Process.In("m.zip"), out _);
        var test = mlContext.Data.LoadFromEnumerable(FashionData.Load(Process.In("data")).Test);
        using var json = JsonDocument.Parse(File.ReadAllText(Process.In("r.json")));
        Assert.AreEqual(
            json.RootElement.GetProperty("testAccuracy").GetDouble(),
            mlContext.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
    }

    /// <summary>
    /// <c>actreg fashion --images 4000 --epochs 4 --seed N</c> had .776 to .793 for N from 1 to 5: .7 is for accidents only.
    /// </summary>
    [TestMethod]
    public void Learns_the_real_images()
    {
        if (!FashionData.IsIn(FashionData.DebianFolder))
            Assert.Inconclusive("There is no Fashion-MNIST here: apt-get install dataset-fashion-mnist.");
        var data = FashionData.Load(FashionData.DebianFolder);
        var settings = new FashionSettings { Images = 4000, Epochs = 4 };
        var result = FashionTraining.Run(data with { Test = [.. data.Test.Take(2000)] }, settings, _ => { }, CancellationToken.None);
        Assert.IsGreaterThanOrEqualTo(0.7, result.Accuracy);
        Assert.IsGreaterThan(0.3, result.Sparsity.Layers[0].ZeroFraction);
    }
}
