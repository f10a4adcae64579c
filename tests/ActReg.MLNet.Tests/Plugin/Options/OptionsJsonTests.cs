using ActReg.MLNet.Tests.Conformance;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class OptionsJsonTests
{
    /// <summary>What is no plain value.</summary>
    private static readonly string[] WithoutForm = ["ValidationSet", "Augmentation", "OnEpochEnd", "InitialWeights", "PretrainedLayers", "CancellationToken"];

    public static IEnumerable<object[]> Cases => OptionCases.All.SelectMany(option => option.Valid.Select((_, i) => new object[] { option.Name, i }));

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Every_option_comes_back(string name, int place)
    {
        var option = OptionCases.All.Single(option => option.Name == name);
        ActivityRegularizedOptionsBase options = option.Name is "InputShape" ? new ActivityRegularizedNetworkOptions() : new ActivityRegularizedMlpOptions();
        option.Valid[place](options);
        if (WithoutForm.Any(unwritten => $"{options}".Contains($"{unwritten} = ", StringComparison.Ordinal)))
        {
            StringAssert.Contains(Assert.Throws<NotSupportedException>(() => options.ToJson()).Message, "form in JSON: write the options without, and set");
            return;
        }

        var json = options.ToJson();
        TrainingOptions read = options is ActivityRegularizedNetworkOptions ? TrainingOptions.FromJson<ActivityRegularizedNetworkOptions>(json) : TrainingOptions.FromJson<ActivityRegularizedMlpOptions>(json);
        Assert.AreEqual($"{options}", $"{read}");
        Assert.AreEqual(json, read.ToJson());
        Assert.AreEqual(options.Settings, read.Settings);
        Assert.AreEqual(options.StepDefaults, read.StepDefaults);
    }

    [TestMethod]
    public void Options_of_autoencoders_and_tables_come_back()
    {
        var autoencoder = new SparseAutoencoderOptions { CodeSize = 7, Sparsity = CodeSparsity.TopK(3), Encoder = [Layer.Dense(9, Activation.Relu)], Noise = 0.1f, TimeLimit = TimeSpan.FromMinutes(3) };
        Assert.AreEqual($"{autoencoder}", $"{TrainingOptions.FromJson<SparseAutoencoderOptions>(autoencoder.ToJson())}");
        var tabular = new ActivityRegularizedTabularMlpOptions { Members = 2, Epochs = 12, ValidationRows = ValidationRows.Last };
        Assert.AreEqual($"{tabular}", $"{TrainingOptions.FromJson<ActivityRegularizedTabularMlpOptions>(tabular.ToJson())}");
        Assert.AreEqual("{}", new ActivityRegularizedMlpOptions().ToJson());
    }

    [TestMethod]
    public void What_has_no_form_is_refused()
    {
        using var source = new CancellationTokenSource();
        StringAssert.StartsWith(
            Assert.Throws<NotSupportedException>(() => new ActivityRegularizedMlpOptions { CancellationToken = source.Token, OnEpochEnd = _ => { } }.ToJson()).Message,
            "OnEpochEnd, CancellationToken are no plain values");
        Assert.AreEqual(
            "LearningRate has no form in JSON, which has finite numbers alone; it is NaN.",
            Assert.Throws<NotSupportedException>(() => new ActivityRegularizedMlpOptions { LearningRate = float.NaN }.ToJson()).Message);
    }

    /// <summary>As a person writes it, and what is trained by it.</summary>
    [TestMethod]
    public void What_a_person_writes_trains()
    {
        const string json = """
            {
              "layers": [ /* as it should be */ { "units": 4, "layer": "dense", "activationFunction": { "function": "tanh" }, "activityRegularizer": { "regularizer": "l1l2", "l1Strength": 0.001, "l2Strength": 0, "reduction": "batchMean" }, "kernelRegularizer": null, "kernelInitializer": null, "biasInitializer": null } ],
              "epochs": 3, "batchSize": 16, "learningRate": 0.02, "seed": 5
            }
            """;
        var expected = TinyTraining.Fit();
        var mlContext = new MLContext(seed: 1);
        var actual = TinyTraining.Trainer(mlContext, TrainingOptions.FromJson<ActivityRegularizedMlpOptions>(json)).Fit(TinyTraining.Circles(mlContext));
        TinyTraining.AreEqual(expected.AllWeights(), actual.AllWeights());
    }

    [TestMethod]
    [DataRow("[1]", "Options must be a JSON object, such as { \"epochs\": 100 }.")]
    [DataRow("{ \"epochs\": ", "Options must be JSON: ")]
    [DataRow("{ \"epochs\": 1, \"epochs\": 2 }", "Options must be JSON: ")]
    [DataRow("{ \"epoch\": 1, \"Layers\": [] }", "ActivityRegularizedMlpOptions has no option \"epoch\", \"Layers\"; it has ")]
    [DataRow("{ \"epochs\": \"many\" }", "epochs cannot be read: ")]
    [DataRow("{ \"epochs\": null }", "epochs cannot be read: ")]
    [DataRow("{ \"engine\": 1 }", "engine cannot be read: ")]
    [DataRow("{ \"optimizer\": null }", "optimizer must not be null.")]
    [DataRow("{ \"optimizer\": { \"optimizer\": \"adam\", \"beta1\": 3 } }", "optimizer cannot be read: ")]
    [DataRow("{ \"layers\": [ { \"layer\": \"dense\", \"units\": 0 } ] }", "layers cannot be read: ")]
    [DataRow("{ \"learningRate\": 1e39 }", "learningRate must be finite; received 1e39.")]
    [DataRow("{ \"onEpochEnd\": 1 }", "onEpochEnd is no plain value, and has no form in JSON: set it after reading.")]
    public void What_is_wrong_is_named(string json, string message) =>
        StringAssert.StartsWith(Assert.Throws<FormatException>(() => TrainingOptions.FromJson<ActivityRegularizedMlpOptions>(json)).Message, message);
}
