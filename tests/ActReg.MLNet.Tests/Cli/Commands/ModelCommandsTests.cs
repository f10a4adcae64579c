using System.Globalization;
using System.Text.Json;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Cli;

/// <summary><c>actreg describe</c> and <c>export</c>: what a model keeps, and what it becomes elsewhere (ONNX Runtime's scores are compared in ActReg.MLNet.OnnxTests).</summary>
[TestClass]
public sealed class ModelCommandsTests
{
    private static readonly ActregProcess Process = new();

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        File.WriteAllLines(Process.In("t.csv"),
        [
            "size,kind,words,label", .. Enumerable.Range(0, 60).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row * 7 % 20},{"xyz"[row % 3]},word {row} and {row * row} more,{(row * 7 % 20 > 9 ? "yes" : "no")}")),
        ]);
        Assert.AreEqual(0, Process.Run("train", "t.csv", "--label", "label", "--ignore", "words", "--model", "m.zip", "--hidden-units", "6", "--epochs", "7", "--folds", "0", "--l1", "1e-3").ExitCode);
        Assert.AreEqual(0, Process.Run("train", "t.csv", "--label", "label", "--text", "words", "--model", "text.zip", "--hidden-units", "6", "--epochs", "1", "--folds", "0").ExitCode);
        var mlContext = new MLContext(seed: 1);
        var circles = mlContext.Data.LoadCircles(seed: 1);
        mlContext.Model.Save(mlContext.Transforms.NormalizeMinMax("Features").Fit(circles), circles.Schema, Process.In("other.zip"));
    }

    [ClassCleanup]
    public static void Delete() => Process.Dispose();

    [TestMethod]
    public void Describe_tells_what_any_program_finds_in_the_model()
    {
        var (exitCode, output, error) = Process.Run("describe", "m.zip", "--json", "m.json");
        Assert.AreEqual((0, ""), (exitCode, error));
        var network = new MLContext().Model.Load(Process.In("m.zip"), out _).GetNetwork();
        StringAssert.Contains(output, $"{network.GetWeights().Sum(weight => weight.Values.Length)} weights");
        StringAssert.Contains(output, "trained for 7 epochs");
        StringAssert.Contains(output, "Optimizer: Adam(");
        StringAssert.Contains(output, "zeros of dense");
        var json = JsonDocument.Parse(File.ReadAllText(Process.In("m.json"))).RootElement[0];
        CollectionAssert.AreEqual(network.History.Select(epoch => epoch.Loss).ToArray(), json.GetProperty("history").EnumerateArray().Select(epoch => epoch.GetProperty("loss").GetDouble()).ToArray());
        CollectionAssert.AreEqual(network.Layers.Select(layer => $"{layer}").ToArray(), json.GetProperty("madeOf").EnumerateArray().Select(layer => layer.GetString()).ToArray());
        Assert.AreEqual("7", json.GetProperty("training").GetProperty("Epochs").GetString());
    }

    [TestMethod]
    public void Export_says_what_the_graph_takes_and_gives()
    {
        var (exitCode, output, error) = Process.Run("export", "m.zip", "m.onnx");
        Assert.AreEqual((0, ""), (exitCode, error));
        Assert.AreEqual(
            $"""
            Inputs: size (number), kind (text).
            Outputs: PredictedLabel.output, Score.output, Probability.output.
            PredictedLabel.output is true where label is predicted to be 'yes'.
            Results in {Process.In("m.onnx")}

            """, output);
        Assert.IsGreaterThan(500, new FileInfo(Process.In("m.onnx")).Length);
    }

    [TestMethod]
    public void A_step_without_an_ONNX_form_is_named_and_nothing_is_written()
    {
        var (exitCode, _, error) = Process.Run("export", "text.zip", "text.onnx");
        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(error, "actreg: MODEL 'text.zip' cannot be exported to ONNX, because ML.NET has no ONNX form of one of its steps (");
        Assert.IsFalse(File.Exists(Process.In("text.onnx")));
    }

    [TestMethod]
    [DataRow("describe")]
    [DataRow("export")]
    public void A_model_without_a_network_is_refused(string command)
    {
        var (exitCode, _, error) = Process.Run([command, "other.zip", .. command == "export" ? (string[])["o.onnx"] : []]);
        Assert.AreEqual((1, "actreg: MODEL 'other.zip' must have a network of ActReg.MLNet in it.\n"), (exitCode, error));
    }
}
