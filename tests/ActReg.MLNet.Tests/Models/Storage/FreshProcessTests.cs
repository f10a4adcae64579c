using System.Globalization;
using ActReg.MLNet.Tests.Torch;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>A program that has Microsoft.ML and the plugin, and no libtorch.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FreshProcessTests
{
    /// <summary>TorchSharp comes with the plugin's package; libtorch does not.</summary>
    private static readonly string Packages = ConsumerPrograms.MLNet
        + ConsumerProject.Package("TorchSharp", ConsumerPrograms.TorchSharpVersion);

    private static ConsumerProject _project = null!;
    private static string _program = null!;

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        _project = new ConsumerProject("Consumer", Packages + ConsumerProject.Plugin, Program);
        _project.Do("build", "-o", "out");
        _program = Path.Combine(_project.Folder, "out", "Consumer.dll");
        Assert.IsEmpty(Directory.EnumerateFiles(Path.Combine(_project.Folder, "out"), "*torch_cpu*", SearchOption.AllDirectories));
    }

    [ClassCleanup]
    public static void Delete() => _project.Dispose();

    [TestMethod]
    public void Loads_and_scores_a_model_that_it_has_never_heard_of()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        var model = mlContext.Transforms.NormalizeMeanVariance("Features").Append(TinyTraining.Trainer(mlContext)).Fit(data);
        var file = Path.Combine(_project.Folder, "model.zip");
        mlContext.Model.Save(model, data.Schema, file);

        // The program's rows.
        var rows = Data.Binary(mlContext, 2, [0.5f, -0.25f, 0, 0, -1, 1, float.NaN, 0], [true, false, true, false]);
        var output = Run("score", file);
        Assert.Contains("plugin loaded before: False", output);
        Assert.Contains("scores " + Bits(model.Scores(rows)), output);
        AssertNoTorch(output);
    }

    [TestMethod]
    public void Loads_and_scores_a_verified_model()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        var model = mlContext.Transforms.NormalizeMeanVariance("Features").Append(TinyTraining.Trainer(mlContext)).Fit(data);
        var file = Path.Combine(_project.Folder, "verified.zip");
        mlContext.Model.SaveVerified(model, data.Schema, file);
        var scores = "scores " + Bits(model.Scores(Data.Binary(mlContext, 2, [0.5f, -0.25f, 0, 0, -1, 1, float.NaN, 0], [true, false, true, false])));
        foreach (var way in new[] { "verify", "score" })
        {
            var output = Run(way, file);
            Assert.Contains(scores, output);
            AssertNoTorch(output);
        }
    }

    [TestMethod]
    public void Loads_and_scores_a_regression_model()
    {
        var mlContext = new MLContext(seed: 1);
        var data = Converted(mlContext, mlContext.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Single));
        foreach (var window in new[] { null, SeriesWindow.All })
        {
            var options = TinyTraining.Options();
            options.SeriesWindow = window;
            var model = mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data);
            AssertScoresTheSame(mlContext, model, data, scored => scored.GetColumn<float>("Score"));
        }
    }

    [TestMethod]
    public void Loads_and_scores_a_multiclass_model()
    {
        var mlContext = new MLContext(seed: 1);
        var data = Converted(mlContext, mlContext.Transforms.Conversion.MapValueToKey("Label"));
        var model = mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(data);
        AssertScoresTheSame(mlContext, model, data, scored => scored.GetColumn<float[]>("Score").SelectMany(row => row));
    }

    [TestMethod]
    public void Loads_and_scores_models_of_several_values()
    {
        var mlContext = new MLContext(seed: 1);
        var numbers = Converted(mlContext, mlContext.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Single));
        var options = TinyTraining.Options();
        options.Quantiles = [0.1f, 0.9f];
        AssertVectorsAreTheSame(mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(options).Fit(numbers), numbers);
        var vectors = Converted(mlContext, mlContext.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Single)
            .Append(mlContext.Transforms.Concatenate("Label", "Label", "Label")));
        AssertVectorsAreTheSame(mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp(TinyTraining.Options()).Fit(vectors), vectors);
        AssertVectorsAreTheSame(mlContext.MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp(TinyTraining.Options()).Fit(vectors), vectors);

        void AssertVectorsAreTheSame(ITransformer model, IDataView data) =>
            AssertScoresTheSame(mlContext, model, data, scored => scored.GetColumn<float[]>("Score").SelectMany(row => row));
    }

    /// <summary>What a layer makes of the features feeds another trainer of ML.NET's.</summary>
    [TestMethod]
    public void Loads_and_scores_a_model_on_hidden_activations()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        var network = TinyTraining.Trainer(mlContext).Fit(data);
        var model = mlContext.Transforms.HiddenActivations("Hidden", "Features", network)
            .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "Hidden")).Fit(data);
        AssertScoresTheSame(mlContext, model, data, scored => scored.GetColumn<float>("Score"));
    }

    /// <summary>So does a sparse code, whatever layers make it.</summary>
    [TestMethod]
    public void Loads_and_scores_a_model_on_sparse_codes()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        SparseAutoencoderOptions[] all =
        [
            new() { CodeSize = 16, Sparsity = CodeSparsity.TopK(3), Epochs = 3 }, new() { CodeSize = 16, Sparsity = CodeSparsity.JumpRelu(3), Epochs = 3 },
            new() { InputShape = [1, 2, 1], Encoder = [Layer.Conv2D(3, 1), Layer.Flatten()], CodeSize = 16, Sparsity = CodeSparsity.BatchTopK(3), Epochs = 2 },
        ];
        foreach (var options in all)
        {
            var model = mlContext.Transforms.SparseAutoencoder(options)
                .Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "Code")).Fit(data);
            AssertScoresTheSame(mlContext, model, data, scored => scored.GetColumn<float>("Score"));
        }
    }

    /// <summary>Its name is stored, and read, without a look at its function, which is TorchSharp's.</summary>
    [TestMethod]
    public void Loads_and_scores_a_model_with_a_custom_regularizer()
    {
        var mlContext = new MLContext(seed: 1);
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(4, Activation.Tanh, ActivityRegularizer.Custom("mine", a => a.abs().sum(1)))];
        var data = TinyTraining.Circles(mlContext);
        var model = TinyTraining.Trainer(mlContext, options).Fit(data);
        var file = Path.Combine(_project.Folder, "custom.zip");
        mlContext.Model.Save(model, data.Schema, file);

        var output = Run("score", file);
        var rows = Data.Binary(mlContext, 2, [0.5f, -0.25f, 0, 0, -1, 1, float.NaN, 0], [true, false, true, false]);
        Assert.Contains("scores " + Bits(model.Scores(rows)), output);
        AssertNoTorch(output);
    }

    public static IEnumerable<object[]> Shaped =>
    [
        [new[] { 2, 1 }, new Layer[] { Layer.Conv1D(3, 2, padding: Padding.Same), Layer.Lstm(4, bidirectional: true) }],
        [new[] { 1, 2, 1 }, new Layer[] { Layer.Conv2D(3, (2, 1), padding: Padding.Same), Layer.MaxPooling2D((2, 1)), Layer.Flatten() }],
    ];

    [TestMethod]
    [DynamicData(nameof(Shaped))]
    public void Loads_and_scores_convolutional_and_recurrent_models(int[] inputShape, Layer[] layers)
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(
            new ActivityRegularizedNetworkOptions { InputShape = inputShape, Layers = layers, Epochs = 2 }).Fit(data);
        AssertScoresTheSame(mlContext, model, data, scored => scored.GetColumn<float>("Score"));
    }

    [TestMethod]
    public void Trains_without_libtorch()
    {
        var options = new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(4, Activation.Relu, ActivityRegularizer.L1())], Epochs = 3, Seed = 1 };
        var mlContext = new MLContext();
        var expected = TinyTraining.Trainer(mlContext, options)
            .Fit(mlContext.Data.LoadCircles(50, noise: 0.1, seed: 1)).AllWeights();
        var output = Run("train");
        Assert.Contains("weights " + Bits(expected), output);
        AssertNoTorch(output);
    }

    [TestMethod]
    public void Is_told_what_to_add_when_it_asks_for_the_Torch_engine()
    {
        var output = Run("torch");
        Assert.Contains("DllNotFoundException: libtorch was not found. Add the NuGet package TorchSharp-cpu", output);
        Assert.Contains($"version {ConsumerPrograms.TorchSharpVersion}", output);
    }

    [TestMethod]
    public void Is_told_what_asks_for_the_Torch_engine() => Assert.Contains("It is needed because only the engine Torch trains the custom activity regularizer \"mine\".", Run("custom"));

    private static IDataView Converted(MLContext mlContext, IEstimator<ITransformer> conversion)
    {
        var circles = TinyTraining.Circles(mlContext);
        return conversion.Fit(circles).Transform(circles);
    }

    private static void AssertScoresTheSame(
        MLContext mlContext, ITransformer model, IDataView data, Func<IDataView, IEnumerable<float>> scores)
    {
        var file = Path.Combine(_project.Folder, "task.zip");
        mlContext.Model.Save(model, data.Schema, file);
        var rows = Data.Binary(mlContext, 2, [0.5f, -0.25f, 0, 0, -1, 1, float.NaN, 0], [true, false, true, false]);
        var output = Run("score", file);
        Assert.Contains("scores " + Bits(scores(model.Transform(rows))), output);
        AssertNoTorch(output);
    }

    private static string Run(params string[] arguments)
    {
        var (exitCode, output) = _project.Run([_program, .. arguments]);
        Assert.AreEqual(0, exitCode, output);
        return output;
    }

    private static void AssertNoTorch(string output)
    {
        Assert.Contains("TorchSharp loaded: False", output);
        Assert.Contains("libtorch mapped: False", output);
    }

    private static string Bits(IEnumerable<float> values) =>
        string.Join(' ', values.Select(value => BitConverter.SingleToInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture)));

    /// <summary>The parts that name the plugin are methods of their own, so that it is not loaded for the others.</summary>
    private const string Program = """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        switch (args[0])
        {
            case "score": Score(args[1]); break;
            case "verify": Plugin.Score(args[1]); break;
            case "train": Plugin.Train(); break;
            case "torch": Plugin.Torch(); break;
            case "custom": Plugin.Custom(); break;
        }

        Console.WriteLine($"TorchSharp loaded: {IsLoaded("TorchSharp")}");
        var maps = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/self/maps") : "";
        Console.WriteLine($"libtorch mapped: {maps.Contains("torch", StringComparison.OrdinalIgnoreCase)}");

        static bool IsLoaded(string name) => AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == name);

        static void Score(string file)
        {
            var context = new MLContext();
            Console.WriteLine($"plugin loaded before: {IsLoaded("ActReg.MLNet")}");
            Scoring.Report(context, context.Model.Load(file, out _));
        }

        static class Scoring
        {
            public static void Report(MLContext context, ITransformer model)
            {
                var rows = context.Data.LoadFromEnumerable(new Row[]
                {
                    new() { Features = [0.5f, -0.25f] }, new() { Features = [0, 0] }, new() { Features = [-1, 1] },
                    new() { Features = [float.NaN, 0] },
                });
                var scored = model.Transform(rows);
                var scores = scored.Schema["Score"].Type is VectorDataViewType
                    ? scored.GetColumn<float[]>("Score").SelectMany(row => row) : scored.GetColumn<float>("Score");
                Console.WriteLine("scores " + string.Join(' ', scores.Select(Bits.Of)));
            }
        }

        static class Bits
        {
            public static string Of(float value) => BitConverter.SingleToInt32Bits(value).ToString("x8");
        }

        static class Plugin
        {
            public static void Train() => Fit(ActReg.MLNet.TrainingEngine.Auto);

            public static void Score(string file)
            {
                var context = new MLContext();
                Scoring.Report(context, context.Model.LoadVerified(file, out _));
            }

            public static void Torch()
            {
                try
                {
                    Fit(ActReg.MLNet.TrainingEngine.Torch);
                }
                catch (Exception error)
                {
                    Console.WriteLine($"{error.GetType().Name}: {error.Message}");
                }
            }

            public static void Custom()
            {
                try
                {
                    Fit(ActReg.MLNet.TrainingEngine.Auto, ActReg.MLNet.Layer.Dense(4, activityRegularizer: ActReg.MLNet.ActivityRegularizer.Custom("mine", a => a.abs())));
                }
                catch (Exception error)
                {
                    Console.WriteLine($"{error.GetType().Name}: {error.Message}");
                }
            }

            private static void Fit(ActReg.MLNet.TrainingEngine engine, params ActReg.MLNet.Layer[] layers)
            {
                var context = new MLContext();
                var model = context.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActReg.MLNet.ActivityRegularizedMlpOptions
                {
                    Layers = layers.Length > 0 ? layers : [ActReg.MLNet.Layer.Dense(4, ActReg.MLNet.Activation.Relu, ActReg.MLNet.ActivityRegularizer.L1())],
                    Epochs = 3,
                    Seed = 1,
                    Engine = engine,
                }).Fit(context.Data.LoadCircles(50, noise: 0.1, seed: 1));
                Console.WriteLine("weights " + string.Join(' ', model.Model.SubModel.GetWeights().SelectMany(weight => weight.Values).Select(Bits.Of)));
            }
        }

        sealed class Row
        {
            [VectorType(2)]
            public float[] Features { get; set; } = [];
        }
        """;
}
