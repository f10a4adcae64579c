using System.Globalization;
using ActReg.MLNet.Tests.Torch;

namespace ActReg.MLNet.Tests;

/// <summary>A program in training that is killed, as by <c>kill -9</c>, and started again.</summary>
[TestClass]
[DoNotParallelize]
public sealed class KilledProcessTests
{
    private static ConsumerProject _project = null!;
    private static string _program = null!;

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        _project = new ConsumerProject(
            "Trainer", ConsumerPrograms.LibTorch + ConsumerPrograms.MLNet + ConsumerProject.Plugin, Program);
        _project.Do("build", "-o", "out");
        _program = Path.Combine(_project.Folder, "out", "Trainer.dll");
    }

    [ClassCleanup]
    public static void Delete() => _project.Dispose();

    /// <summary>A checkpoint, of 3 MB, takes as long as an epoch: kills fall into its writing, too.</summary>
    [TestMethod]
    [DataRow("Fused", 3)]
    [DataRow("Torch", 1)]
    public void Ends_as_if_it_had_never_been_killed(string engine, int kills)
    {
        var (exitCode, expected) = _project.Run(_program, engine, $"uninterrupted-{engine}");
        Assert.AreEqual(0, exitCode, expected);
        var random = new Random(kills);
        var file = Path.Combine(_project.Folder, $"killed-{engine}");
        var epoch = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var (first, last) = RunAndKill(engine, file, epoch + 2 + random.Next(3), random.Next(30));
            // The epoch is told before its checkpoint is written, and after the one before it.
            Assert.IsTrue(first == epoch + 1 || (first == epoch && epoch > 0), $"went on with epoch {first} after epoch {epoch}");
            epoch = last;
        }

        var (code, output) = _project.Run(_program, engine, file);
        Assert.AreEqual(0, code, output);
        Assert.IsFalse(File.Exists(file));
        Assert.AreEqual(Result(expected), Result(output));
        Assert.DoesNotContain("epoch 1\n", output, "it has gone on");
    }

    /// <summary>
    /// Kills the program some milliseconds after it has told of an epoch; returns the first and the last epoch that it told of.
    /// </summary>
    private static (int First, int Last) RunAndKill(string engine, string file, int epoch, int delay)
    {
        using var process = _project.Launch(_program, engine, file);
        var told = new List<int>();
        while (told.Count == 0 || told[^1] < epoch)
        {
            told.Add(Epoch(process.StandardOutput.ReadLine())
                ?? throw new AssertFailedException(process.StandardError.ReadToEnd()));
        }

        Thread.Sleep(delay);
        process.Kill();
        process.WaitForExit();
        while (Epoch(process.StandardOutput.ReadLine()) is { } later)
            told.Add(later);
        return (told[0], told[^1]);
    }

    private static int? Epoch(string? line) => line?.StartsWith("epoch ", StringComparison.Ordinal) == true
        ? int.Parse(line[6..], CultureInfo.InvariantCulture) : null;

    private static string Result(string output) =>
        output.Split('\n').Single(line => line.StartsWith("result ", StringComparison.Ordinal));

    private const string Program = """
        using System.Runtime.InteropServices;
        using System.Security.Cryptography;
        using System.Text;
        using ActReg.MLNet;
        using Microsoft.ML;

        var mlContext = new MLContext();
        var options = new ActivityRegularizedMlpOptions
        {
            Layers = [Layer.Dense(400, Activation.Relu, ActivityRegularizer.L1(1e-4f)), Layer.Dense(400, Activation.Relu)],
            Epochs = 20,
            Seed = 1,
            Engine = Enum.Parse<TrainingEngine>(args[0]),
            ValidationSet = mlContext.Data.LoadCircles(50, noise: 0.1, seed: 2),
            EarlyStopping = new EarlyStopping(patience: 25),
            ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(15),
            CheckpointPath = args[1],
            CheckpointEpochs = 1,
            OnEpochEnd = epoch => Console.WriteLine($"epoch {epoch.Metrics.Epoch}"),
        };
        var network = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)
            .Fit(mlContext.Data.LoadCircles(100, noise: 0.1, seed: 1)).Model.SubModel;
        var weights = network.GetWeights().SelectMany(weight => weight.Values).ToArray();
        var history = Encoding.UTF8.GetBytes(string.Join('\n', network.History));
        Console.WriteLine($"result {Hash(MemoryMarshal.AsBytes<float>(weights))} {Hash(history)}");

        static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
        """;
}
