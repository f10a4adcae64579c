using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The network in a model, however it is wrapped.</summary>
[TestClass]
public sealed class FittedNetworkTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Rows => TinyTraining.Circles(_mlContext);

    [TestMethod]
    public void Is_found_in_a_transformer_a_chain_a_chain_of_chains_and_a_loaded_model()
    {
        var fitted = TinyTraining.Trainer(_mlContext).Fit(Rows);
        Assert.AreSame(fitted.Model.SubModel, fitted.GetNetwork());
        var copy = _mlContext.Transforms.CopyColumns("Copy", "Features");
        var inner = copy.Append(TinyTraining.Trainer(_mlContext)).Fit(Rows);
        Assert.AreSame(inner.LastTransformer.Model.SubModel, inner.GetNetwork());
        var outer = copy.Fit(Rows).Append(inner);
        Assert.AreSame(inner.GetNetwork(), outer.GetNetwork());
        var loaded = SavedModel.Reload(_mlContext, outer, Rows.Schema).GetNetwork();
        TinyTraining.AreEqual(inner.GetNetwork().History, loaded.History);
        TinyTraining.AreEqual(
            inner.GetNetwork().GetWeights().SelectMany(weight => weight.Values), loaded.GetWeights().SelectMany(weight => weight.Values));
    }

    [TestMethod]
    public void Is_found_whatever_the_task_and_the_threshold()
    {
        var binary = TinyTraining.Trainer(_mlContext).Fit(Rows);
        Assert.AreSame(binary.Model.SubModel, _mlContext.BinaryClassification.ChangeModelThreshold(binary, 2).GetNetwork());
        var classes = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(SampleData.Multiclass(_mlContext));
        Assert.AreSame(classes.Model, classes.GetNetwork());
        var numbers = _mlContext.Regression.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(SampleData.Regression(_mlContext));
        Assert.AreSame(numbers.Model, numbers.GetNetwork());
    }

    [TestMethod]
    public void Those_of_an_ensemble_and_of_one_versus_all_are_several()
    {
        var options = new ActivityRegularizedTabularMlpOptions { Layers = [Layer.Dense(3)], Members = 3, Epochs = 1 };
        var ensemble = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(Rows);
        TinyTraining.AreEqual(ensemble.Model.SubModel.Members, ensemble.GetNetworks().Cast<NetworkModelParameters>());
        Refused("model must have one network of this plugin in it; received 3. GetNetworks gives them all.", () => ensemble.GetNetwork());
        var classes = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(Rows).Transform(Rows);
        var oneVersusAll = _mlContext.MulticlassClassification.Trainers.OneVersusAll(TinyTraining.Trainer(_mlContext)).Fit(classes);
        Assert.HasCount(2, oneVersusAll.GetNetworks());
        TinyTraining.AreEqual([1, 1], oneVersusAll.GetNetworks().Select(network => network.Layers[^1] is DenseLayer { Units: var units } ? units : 0));
    }

    [TestMethod]
    public void Where_there_is_none_that_is_said()
    {
        var copy = _mlContext.Transforms.CopyColumns("Copy", "Features").Fit(Rows);
        Assert.IsEmpty(copy.GetNetworks());
        Refused("model must have one network of this plugin in it; received 0.", () => copy.GetNetwork());
        Assert.ThrowsExactly<ArgumentNullException>(() => ((ITransformer)null!).GetNetwork());
        Assert.ThrowsExactly<ArgumentNullException>(() => ((ITransformer)null!).GetNetworks());
    }

    private static void Refused(string message, Func<object> act) => Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(act).Message);
}
