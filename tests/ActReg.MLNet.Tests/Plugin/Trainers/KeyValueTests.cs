using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Label keys of several sets are compared by what they stand for, not by their numbers.</summary>
[TestClass]
public sealed class KeyValueTests
{
    private static readonly string[] Names = ["north", "south", "west"];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_validation_set_with_the_same_keys_in_another_order_measures_the_same()
    {
        var expected = Trainer().Fit(Set(Names), Set(Names));
        foreach (var cacheInMemory in new[] { true, false })
        {
            var found = Trainer(cacheInMemory: cacheInMemory).Fit(Set(Names), Set([.. Names.Reverse()]));
            TinyTraining.AreEqual(
                expected.Model.History.Select(epoch => epoch.ValidationDataLoss), found.Model.History.Select(epoch => epoch.ValidationDataLoss));
        }
    }

    /// <summary>As one that was mapped by itself, where a class does not occur.</summary>
    [TestMethod]
    public void A_validation_set_with_some_of_the_keys_measures_them()
    {
        var rows = Set(Names, class0: false);
        var expected = Trainer().Fit(Set(Names), rows);
        var found = Trainer().Fit(Set(Names), Set(["west", "south"], class0: false));
        TinyTraining.AreEqual(
            expected.Model.History.Select(epoch => epoch.ValidationAccuracy), found.Model.History.Select(epoch => epoch.ValidationAccuracy));
    }

    [TestMethod]
    public void Keys_that_stand_for_something_else_are_refused()
    {
        var first = Trainer().Fit(Set(Names));
        Assert.AreEqual(
            "validation set: column \"Label\" must have no key values but those of the network's training; received \"east\".",
            Assert.ThrowsExactly<ArgumentException>(() => Trainer().Fit(Set(Names), Set(["north", "south", "west", "east"]))).Message);
        Assert.AreEqual(
            "training set: column \"Label\" must have no key values but those of the network's training; received \"up\".",
            Assert.ThrowsExactly<ArgumentException>(() => Trainer().Fit(Set(["north", "up", "west"], Rename), first.Model)).Message);

        static string Rename(string name) => name == "south" ? "up" : name;
    }

    /// <summary>At a learning rate that moves nothing, the model says of each row what the one before said, by name.</summary>
    [TestMethod]
    public void Training_goes_on_with_the_same_keys_in_another_order()
    {
        var first = Trainer(epochs: 40).Fit(Set(Names));
        var reversed = Set([.. Names.Reverse()]);
        var next = Trainer(epochs: 1, learningRate: 1e-12f).Fit(reversed, first.Model);
        string[] expected = [.. Predicted(first, Set(Names))];
        Assert.AreEqual(3, expected.Distinct().Count());
        TinyTraining.AreEqual(expected, Predicted(next, reversed));
    }

    private IEnumerable<string> Predicted(MulticlassPredictionTransformer<MulticlassNetworkModelParameters> model, IDataView data) => _mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")
        .Fit(model.Transform(data)).Transform(model.Transform(data)).GetColumn<string>("PredictedLabel");

    private ActivityRegularizedMulticlassTrainer Trainer(int epochs = 4, float learningRate = 0.02f, bool? cacheInMemory = null)
    {
        var options = TinyTraining.Options();
        options.Epochs = epochs;
        options.LearningRate = learningRate;
        options.CacheInMemory = cacheInMemory;
        options.Shuffle = false;
        return _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options);
    }

    /// <summary>Three clusters, whose names are keys in the order given.</summary>
    private IDataView Set(string[] keys, Func<string, string>? rename = null, bool class0 = true)
    {
        var random = new Random(1);
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 90).Where(i => class0 || i % 3 > 0).Select(i => new Row
        {
            Features = [(i % 3) - 1 + 0.3f * random.NextSingle(), (i % 3 == 1 ? 1 : -1) + 0.3f * random.NextSingle()],
            Label = (rename ?? (name => name))(Names[i % 3]),
        }).ToArray());
        var keyRows = _mlContext.Data.LoadFromEnumerable(keys.Select(key => new Key { Label = key }).ToArray());
        return _mlContext.Transforms.Conversion.MapValueToKey("Label", keyData: keyRows).Fit(rows).Transform(rows);
    }

    private sealed class Key
    {
        public string Label { get; set; } = "";
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
