using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A model saved and loaded is the model.</summary>
[TestClass]
public sealed class SavedModelTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Everything_comes_back()
    {
        var data = TinyTraining.Circles(_mlContext);
        var options = TinyTraining.Options();
        options.Layers =
        [
            Layer.Dense(3, Activation.LeakyRelu(0.1f), ActivityRegularizer.L1L2(1e-4f, 1e-3f, ActivityReduction.ElementMean)),
            Layer.Dense(2, activityRegularizer: ActivityRegularizer.L2(0.1f, ActivityReduction.BatchSum)),
            Layer.Activation(Activation.Gelu(approximate: true)),
        ];
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data, TinyTraining.Circles(_mlContext, seed: 2));
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);

        var (before, after) = (model.Network(), loaded.Network());
        Assert.AreEqual(before.InputSize, after.InputSize);
        TinyTraining.AreEqual(before.Layers, after.Layers);
        TinyTraining.AreEqual(before.History, after.History);
        Assert.AreEqual(before.TrainingSettings, after.TrainingSettings);
        TinyTraining.AreEqual(before.AllWeights(), after.AllWeights());
        TinyTraining.AreEqual(before.GetWeights().Select(weight => weight.Name), after.GetWeights().Select(weight => weight.Name));
        DataViewAssert.Same(model.Transform(data), loaded.Transform(data), "loaded");
    }

    /// <summary>Bytes that depended on time or memory would defeat content-addressed stores.</summary>
    [TestMethod]
    public void Saving_twice_stores_the_same_network()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(data);
        TinyTraining.AreEqual(new StoredModel(_mlContext, model, data.Schema).Entry, new StoredModel(_mlContext, model, data.Schema).Entry);
    }

    /// <summary>A version number in the file that is higher than an older assembly's would keep that from loading it at all.</summary>
    [TestMethod]
    public void The_version_that_files_name_never_changes() =>
        Assert.AreEqual(new Version(1, 0, 0, 0), typeof(NetworkModelParameters).Assembly.GetName().Version);

    [TestMethod]
    public void The_network_stands_where_its_page_says()
    {
        var data = TinyTraining.Circles(_mlContext);
        var stored = new StoredModel(_mlContext, TinyTraining.Trainer(_mlContext).Fit(data), data.Schema);
        Assert.AreEqual("Model.key", stored.EntryName.Split('\\', '/')[^1]);
        // ML.NET's sizeof(float) and the kind of prediction.
        var before = stored.Entry[(stored.Network.Start.Value - 8)..stored.Network.Start.Value];
        TinyTraining.AreEqual([4, 2], [BitConverter.ToInt32(before, 0), BitConverter.ToInt32(before, 4)]);
    }
}
