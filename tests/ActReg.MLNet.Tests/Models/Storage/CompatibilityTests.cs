using System.Globalization;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Models that earlier builds saved still load, and score as they did. Golden/models/README.md says how they came to be.</summary>
[TestClass]
public sealed class CompatibilityTests
{
    private const double Tolerance = 1e-6;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "models");

    public static IEnumerable<object[]> Names =>
        Directory.EnumerateFiles(Folder, "*.zip").Select(file => new object[] { Path.GetFileNameWithoutExtension(file) });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Scores_as_the_build_that_saved_it(string name) => AssertScores(Folder, name);

    /// <summary>Nothing that the first file holds is lost on the way.</summary>
    [TestMethod]
    public void Binary_v1_is_the_network_that_was_described()
    {
        var network = new MLContext().Model.Load(Path.Combine(Folder, "binary-v1.zip"), out _).Network();
        TinyTraining.AreEqual([.. CompatibilityModel.FirstOptions().Layers, Layer.Dense(1)], network.Layers);
        Assert.HasCount(3, network.History);
        Assert.IsTrue(network.History.All(epoch => double.IsFinite(epoch.ValidationLoss)));
        Assert.AreEqual(
            new TrainingSettings { Epochs = 3, BatchSize = 8, LearningRate = 0.05f, Shuffle = true, Seed = 11, Engine = TrainingEngine.Fused },
            network.TrainingSettings);
    }

    [TestMethod]
    public void Binary_v2_is_the_network_that_was_described()
    {
        var options = CompatibilityModel.SecondOptions();
        var network = new MLContext().Model.Load(Path.Combine(Folder, "binary-v2.zip"), out _).Network();
        IReadOnlyList<Layer> withKernelPenalties =
            [.. options.Layers.Append(Layer.Dense(1)).Select(layer => layer is DenseLayer dense ? dense.WithDefault(options.KernelRegularizer) : layer)];
        TinyTraining.AreEqual(withKernelPenalties, network.Layers);
        Assert.IsTrue(network.History.All(epoch => double.IsFinite(epoch.ValidationLoss) && epoch.KernelPenalty > 0 && epoch.Activities.Count == 2));
        Assert.AreEqual(
            new TrainingSettings
            {
                Epochs = options.Epochs,
                BatchSize = options.BatchSize!.Value,
                LearningRate = options.LearningRate!.Value,
                Shuffle = true,
                Seed = options.Seed!.Value,
                Engine = TrainingEngine.Fused,
                Optimizer = options.Optimizer,
                LearningRateSchedule = options.LearningRateSchedule!,
                GradientClipping = options.GradientClipping,
                ActivityPenaltySchedule = options.ActivityPenaltySchedule,
                ClassWeights = options.ClassWeights,
                EarlyStopping = options.EarlyStopping,
            },
            network.TrainingSettings);
    }

    /// <summary>
    /// Writes a model as the current build does; to keep it, with a new name, as a later version's:
    /// <c>ACTREG_GOLDEN_MODEL=folder dotnet test --filter FullyQualifiedName~CompatibilityTests</c>.
    /// </summary>
    [TestMethod]
    public void A_model_can_be_written()
    {
        var temporary = Directory.CreateTempSubdirectory("actreg-").FullName;
        try
        {
            var folder = Environment.GetEnvironmentVariable("ACTREG_GOLDEN_MODEL") ?? temporary;
            CompatibilityModel.Write(CompatibilityModel.SecondOptions(), folder, "binary-v2");
            AssertScores(folder, "binary-v2");
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static void AssertScores(string folder, string name)
    {
        var rows = File.ReadLines(Path.Combine(folder, name + ".csv")).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), value => float.Parse(value, CultureInfo.InvariantCulture))).ToList();
        Assert.IsGreaterThan(4, rows.Count);
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(Path.Combine(folder, name + ".zip"), out var schema);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Features"].Type);

        var data = Data.Binary(mlContext, 2, [.. rows.SelectMany(row => row[..2])], new bool[rows.Count]);
        var scores = model.Scores(data);
        for (var i = 0; i < rows.Count; i++)
            Assert.AreEqual(rows[i][2], scores[i], Tolerance * Math.Max(1, Math.Abs(rows[i][2])), $"row {i}");
        DataViewAssert.Same(model.Transform(data), SavedModel.Reload(mlContext, model, schema).Transform(data), "saved by this build");
    }
}
