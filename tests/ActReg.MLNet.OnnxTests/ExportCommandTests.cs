using System.Globalization;
using ActReg.MLNet.Cli.CommandLine;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ActReg.MLNet.OnnxTests;

/// <summary><c>actreg export</c>: its graph's scores are those of <c>actreg score</c>.</summary>
[TestClass]
public sealed class ExportCommandTests : IDisposable
{
    private const int Rows = 120;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("Late")]
    [DataRow("Kind")]
    [DataRow("Minutes")]
    [DataRow("Late", "--epochs", "5")]
    [DataRow("Kind", "--epochs", "5")]
    [DataRow("Late", "--hidden-units", "8")]
    public async Task ScoresAreThoseOfTheCommand(string label, params string[] options)
    {
        var ignored = string.Join(',', new[] { "Late", "Kind", "Minutes" }.Where(name => name != label));
        await RunAsync([.. (string[])["train", Write("train.csv", seed: 1), "--label", label, "--ignore", ignored, "--model", At("model.zip")], .. options]);
        await RunAsync("export", At("model.zip"), At("model.onnx"));
        await RunAsync("score", At("model.zip"), Write("test.csv", seed: 2), "--output", At("scored.csv"));

        using var session = new InferenceSession(At("model.onnx"));
        Assert.IsFalse(session.InputMetadata.ContainsKey(label), "the label is no input");
        string[][] cells = [.. File.ReadAllLines(At("test.csv")).Select(line => line.Split(','))], scored = [.. File.ReadAllLines(At("scored.csv")).Select(line => line.Split(','))];
        using var results = session.Run([.. session.InputMetadata.Keys.Select(name => Tensor(name, cells))]);
        var column = Array.FindIndex(scored[0], name => name.StartsWith("Score", StringComparison.Ordinal));
        var scores = results.Single(result => result.Name == "Score.output").AsTensor<float>();
        var width = scores.Dimensions[1];
        Scores.AreEqual(
            [.. scored[1..].SelectMany(row => row[column..(column + width)].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)))], [.. scores], label);
    }

    private static NamedOnnxValue Tensor(string name, string[][] cells)
    {
        var column = Array.IndexOf(cells[0], name);
        var values = cells[1..].Select(row => row[column]);
        return name == "Carrier"
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<string>(values.ToArray(), [Rows, 1]))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values.Select(cell => cell switch
            {
                "" => float.NaN,
                "true" => 1,
                "false" => 0,
                _ => float.Parse(cell, CultureInfo.InvariantCulture),
            }).ToArray(), [Rows, 1]));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, int seed)
    {
        var random = new Random(seed);
        File.WriteAllLines(At(name), ["Late,Kind,Minutes,Carrier,Weight,Distance,Express", .. Enumerable.Range(0, Rows).Select(i =>
        {
            var (carrier, distance) = ("abc"[random.Next(3)], 100 * random.NextSingle());
            return FormattableString.Invariant(
                $"{(distance > (carrier == 'c' ? 40 : 60) ? "yes" : "no")},{(distance < 30 ? "near" : carrier == 'a' ? "far" : "farther")},{3 * distance + random.Next(9):f1},{carrier},{(i % 10 == 0 ? "" : $"{random.Next(30)}")},{distance:f2},{(random.Next(2) == 0 ? "true" : "false")}");
        })]);
        return At(name);
    }

    private static async Task RunAsync(params string[] arguments) => Assert.AreEqual(0, await Application.RunAsync([.. arguments, "--quiet"]), string.Join(' ', arguments));
}
