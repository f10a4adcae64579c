using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet.Tests;

/// <summary>The engine that <see cref="TrainingEngine.Auto"/> takes, and what the log says of it.</summary>
[TestClass]
public sealed class EngineChoiceTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<LoggingEventArgs> _told = [];

    public EngineChoiceTests() => _mlContext.Log += (_, entry) =>
    {
        if (entry.RawMessage.StartsWith("Engine ", StringComparison.Ordinal))
            _told.Add(entry);
    };

    [TestMethod]
    public void Auto_takes_Fused_and_says_why() => AssertAutoTakes(
        TrainingEngine.Fused, ActivityRegularizer.L1(), "Engine Auto takes Fused: it trains all of these layers and activity regularizers, and no GPU is used.");

    [TestMethod]
    public void Auto_takes_Fused_for_convolutions()
    {
        var options = new ActivityRegularizedNetworkOptions
        {
            InputShape = [1, 2, 1],
            Layers = [Layer.Conv2D(3, (2, 1), padding: Padding.Same, activation: Activation.Relu), Layer.BatchNorm(), Layer.MaxPooling2D((2, 1)), Layer.Flatten()],
            Epochs = 1,
        };
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).Fit(TinyTraining.Circles(_mlContext));
        Assert.AreEqual(TrainingEngine.Fused, model.Model.SubModel.TrainingSettings.Engine);
    }

    [TestMethod]
    public void Auto_takes_Torch_for_a_custom_regularizer_and_says_why() => AssertAutoTakes(
        TrainingEngine.Torch, ActivityRegularizer.Custom("mine {0}", a => a.abs().sum(1), ActivityReduction.BatchSum),
        "Engine Auto takes Torch: only Torch trains the custom activity regularizer \"mine {0}\".");

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void An_engine_asked_for_is_taken_without_a_word(TrainingEngine engine)
    {
        Assert.AreEqual(engine, Fit(engine, ActivityRegularizer.L1()));
        Assert.IsEmpty(_told);
    }

    private void AssertAutoTakes(TrainingEngine expected, ActivityRegularizer regularizer, string message)
    {
        Assert.AreEqual(expected, Fit(TrainingEngine.Auto, regularizer));
        var entry = _told.Single();
        Assert.AreEqual(ChannelMessageKind.Info, entry.Kind);
        Assert.AreEqual(message, entry.RawMessage);
    }

    /// <summary>The engine that trained.</summary>
    private TrainingEngine Fit(TrainingEngine engine, ActivityRegularizer regularizer)
    {
        var options = TinyTraining.Options();
        options.Engine = engine;
        options.Layers = [Layer.Dense(4, Activation.Tanh, regularizer)];
        return TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext)).Network().TrainingSettings.Engine;
    }
}
