using System.Diagnostics;
using ActReg.MLNet.Tests.Torch;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A program that trains, as a process of its own.</summary>
[TestClass]
public static class TrainerProgram
{
    private static readonly Lazy<ConsumerProject> Project = new(Build);

    private static string File => Path.Combine(Project.Value.Folder, "out", "Trainer.dll");

    [AssemblyCleanup]
    public static void Delete()
    {
        if (Project.IsValueCreated)
            Project.Value.Dispose();
    }

    /// <summary>Has it train a few rows with an engine and a checkpoint.</summary>
    internal static (int ExitCode, string Output) Run(string engine, string checkpoint, string epochs) =>
        Project.Value.Run(File, engine, checkpoint, epochs);

    /// <summary>The same, to be ended before.</summary>
    internal static Process Launch(string[] arguments) => Project.Value.Launch([File, .. arguments]);

    /// <summary>Has it train rows of 100 features, which it makes up while they are read.</summary>
    /// <param name="limit">The bytes that it may have of managed memory.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="kind">Known or unknown, for whether their number is; then whether, and what share, to set aside.</param>
    internal static (int ExitCode, string Output) RunWithMemory(long limit, int rows, params string[] kind) =>
        Project.Value.RunWith("DOTNET_GCHeapHardLimit", $"{limit:X}", [File, "memory", $"{rows}", .. kind]);

    /// <summary>Has it measure a network's importance on such rows.</summary>
    /// <param name="limit">The bytes that it may have of managed memory.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="kind">Known or unknown, for whether their number is.</param>
    internal static (int ExitCode, string Output) RunImportance(long limit, int rows, string kind) =>
        Project.Value.RunWith("DOTNET_GCHeapHardLimit", $"{limit:X}", [File, "importance", $"{rows}", kind]);

    private static ConsumerProject Build()
    {
        var project = new ConsumerProject(
            "Trainer", ConsumerPrograms.LibTorch + ConsumerPrograms.MLNet + ConsumerProject.Plugin, Program);
        // As in an application that is to be trimmed: checkpoints are written and read without reflection.
        project.Write("runtimeconfig.template.json", """
            { "configProperties": { "System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault": false } }
            """);
        project.Do("build", "-o", "out");
        return project;
    }

    private const string Program = """
        using System.Collections;
        using System.Globalization;
        using System.Runtime.InteropServices;
        using System.Security.Cryptography;
        using System.Text;
        using ActReg.MLNet;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        if (args[0] == "memory")
            Memory.Run(new Rows(int.Parse(args[1])), args[2] == "known", float.Parse(args[3], CultureInfo.InvariantCulture));
        else if (args[0] == "importance")
            Memory.Measure(new Rows(int.Parse(args[1])), args[2] == "known");
        else
            Checkpoints.Run(Enum.Parse<TrainingEngine>(args[0]), args[1], int.Parse(args[2]));

        static class Checkpoints
        {
            public static void Run(TrainingEngine engine, string file, int epochs)
            {
                var mlContext = new MLContext();
                var options = new ActivityRegularizedMlpOptions
                {
                    Layers = [Layer.Dense(400, Activation.Relu, ActivityRegularizer.L1(1e-4f)), Layer.Dense(400, Activation.Relu)],
                    Epochs = epochs,
                    Seed = 1,
                    Engine = engine,
                    ValidationSet = mlContext.Data.LoadCircles(50, noise: 0.1, seed: 2),
                    EarlyStopping = new EarlyStopping(patience: epochs),
                    ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(15),
                    CheckpointPath = file,
                    CheckpointEpochs = 1,
                    OnEpochEnd = epoch => Console.WriteLine($"epoch {epoch.Metrics.Epoch}"),
                };
                var network = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)
                    .Fit(mlContext.Data.LoadCircles(100, noise: 0.1, seed: 1)).Model.SubModel;
                var weights = network.GetWeights().SelectMany(weight => weight.Values).ToArray();
                var history = Encoding.UTF8.GetBytes(string.Join('\n', network.History));
                Console.WriteLine($"result {Hash(MemoryMarshal.AsBytes<float>(weights))} {Hash(history)}");
            }

            private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
        }

        static class Memory
        {
            public static void Run(Rows rows, bool isCountKnown, float validationFraction)
            {
                var mlContext = new MLContext();
                var options = new ActivityRegularizedMlpOptions
                {
                    Layers = [], Epochs = 1, BatchSize = 1000, ValidationFraction = validationFraction, CacheInMemory = true,
                };
                var data = mlContext.Data.LoadFromEnumerable(isCountKnown ? rows : rows.Where(_ => true));
                Tell(rows, () =>
                {
                    mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
                    return "trained";
                });
            }

            public static void Measure(Rows rows, bool isCountKnown)
            {
                var mlContext = new MLContext();
                var options = new ActivityRegularizedMlpOptions { Layers = [], Epochs = 1 };
                var network = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)
                    .Fit(mlContext.Data.LoadFromEnumerable(new Rows(10))).Model.SubModel;
                var data = mlContext.Data.LoadFromEnumerable(isCountKnown ? rows : rows.Where(_ => true));
                Tell(rows, () =>
                {
                    var importance = PermutationImportance.Create(network, data, permutationCount: 1, columnOf: (slot, _) => $"{slot % 2}");
                    return $"measured {importance.RowCount} rows";
                });
            }

            private static void Tell(Rows rows, Func<string> act)
            {
                try
                {
                    Console.WriteLine(act());
                }
                catch (Exception e)
                {
                    Console.WriteLine($"{e.GetType().Name} after {rows.Read} rows: {e.Message}");
                }
            }
        }

        sealed class Row
        {
            [VectorType(100)]
            public float[] Features { get; set; } = new float[100];

            public bool Label { get; set; }
        }

        sealed class Rows(int count) : ICollection<Row>
        {
            public int Read { get; private set; }

            public int Count => count;

            public bool IsReadOnly => true;

            public IEnumerator<Row> GetEnumerator()
            {
                var random = new Random(1);
                for (Read = 0; Read < count; Read++)
                {
                    var row = new Row { Label = Read % 2 == 0 };
                    for (var i = 0; i < row.Features.Length; i++)
                        row.Features[i] = random.NextSingle();
                    yield return row;
                }
            }

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            public void Add(Row item) => throw new NotSupportedException();

            public void Clear() => throw new NotSupportedException();

            public bool Contains(Row item) => throw new NotSupportedException();

            public void CopyTo(Row[] array, int arrayIndex) => throw new NotSupportedException();

            public bool Remove(Row item) => throw new NotSupportedException();
        }
        """;
}
