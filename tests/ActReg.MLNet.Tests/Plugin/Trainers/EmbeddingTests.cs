using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Features that an embedding looks up, and those that it cannot.</summary>
[TestClass]
public sealed class EmbeddingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>The label is whether the two numbers are the same, which no sum of them tells.</summary>
    [TestMethod]
    public void Numbers_are_names()
    {
        float[] features = [.. Enumerable.Range(0, 16).SelectMany(i => new float[] { i / 4, i % 4 })];
        bool[] labels = [.. Enumerable.Range(0, 16).Select(i => i / 4 == i % 4)];
        var data = Data.Binary(_mlContext, 2, features, labels);
        var trainer = Trainer(options =>
        {
            options.Layers = [Layer.Embedding(4, 8), Layer.Flatten(), Layer.Dense(32, Activation.Relu)];
            options.Epochs = 100;
            options.LearningRate = 0.01f;
        });
        Assert.AreEqual(1, _mlContext.BinaryClassification.Evaluate(trainer.Fit(data).Transform(data)).Accuracy);
    }

    [TestMethod]
    [DataRow(4f, "4")]
    [DataRow(-1f, "-1")]
    [DataRow(1.5f, "1.5")]
    [DataRow(1e30f, "1E+30")]
    public void A_feature_that_is_none_of_the_numbers_ends_training(float value, string text)
    {
        var message = $"column \"Features\": features[1] must be a whole number from 0 to 3, as the embedding asks; received {text}.";
        var bad = Data.Binary(_mlContext, 2, [0, 1, 2, value], [true, false]);
        var good = Data.Binary(_mlContext, 2, [0, 1, 2, 3], [true, false]);
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidOperationException>(() => Trainer().Fit(bad)).Message);
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidOperationException>(() => Trainer().Fit(good, bad)).Message);
        var streamed = Trainer(options => options.CacheInMemory = false);
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidOperationException>(() => streamed.Fit(bad)).Message);
    }

    /// <summary>One row's number that training had not seen must not end the scoring of all the others.</summary>
    [TestMethod]
    [DataRow(4f)]
    [DataRow(-1f)]
    [DataRow(0.5f)]
    [DataRow(1e30f)]
    public void Such_a_feature_scores_NaN(float value)
    {
        var good = Data.Binary(_mlContext, 2, [0, 1, 2, 3], [true, false]);
        var model = Trainer().Fit(good);
        var network = model.Model.SubModel;
        float[] features = [0, 1, 2, value, 2, 3];
        var mixed = Data.Binary(_mlContext, 2, features, [true, false, true]);
        float[] expected = [model.Scores(good)[0], float.NaN, model.Scores(good)[1]];
        var scores = new float[3];
        network.Score(features, scores);
        TinyTraining.AreEqual(expected, scores);
        TinyTraining.AreEqual(expected, model.Scores(mixed));
        TinyTraining.AreEqual(expected, network.Score(mixed));
        TinyTraining.AreEqual(expected, network.Score(Sparse(features)));
        Assert.AreEqual(SparsityReport.Create(network, good).ToString(), SparsityReport.Create(network, mixed).ToString());
    }

    [TestMethod]
    public void Such_a_feature_has_no_activations()
    {
        var network = Trainer().Fit(Data.Binary(_mlContext, 2, [0, 1, 2, 3], [true, false])).Model.SubModel;
        Assert.AreEqual(
            "features[1] must be a whole number from 0 to 3, as the embedding asks; received 4.",
            Assert.ThrowsExactly<ArgumentException>(() => network.GetActivations([2, 4])).Message);
    }

    /// <summary>What a sparse row leaves out is 0; its message names the feature, not the place among those that there are.</summary>
    [TestMethod]
    public void Sparse_features_are_looked_up_by_their_places()
    {
        IDataView Sparse(float last) => _mlContext.Data.LoadFromEnumerable<SparseRow>(
        [
            new() { Features = new VBuffer<float>(3, 1, [last], [2]), Label = true }, new() { Features = new VBuffer<float>(3, 1, [1], [0]) },
        ]);
        var trainer = Trainer();
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(Sparse(5)));
        Assert.Contains("features[2] must be a whole number from 0 to 3, as the embedding asks; received 5.", error.Message);
        var model = trainer.Fit(Sparse(3));
        TinyTraining.AreEqual(
            model.Scores(Data.Binary(_mlContext, 3, [0, 0, 3, 1, 0, 0], [true, false])), model.Scores(Sparse(3)));
    }

    [TestMethod]
    public void A_missing_feature_scores_NaN_and_is_skipped_in_training()
    {
        var data = Data.Binary(_mlContext, 2, [0, 1, float.NaN, 3, 2, 0], [true, false, true]);
        var model = Trainer().Fit(data);
        TinyTraining.AreEqual([false, true, false], model.Scores(data).Select(float.IsNaN));
        var scores = new float[3];
        model.Model.SubModel.Score([0, 1, float.NaN, 3, 2, 0], scores);
        TinyTraining.AreEqual([false, true, false], scores.Select(float.IsNaN));
    }

    private IDataView Sparse(float[] features) => _mlContext.Data.LoadFromEnumerable<SparsePair>(
        features.Chunk(2).Select(row => new SparsePair { Features = new VBuffer<float>(2, row.Length, row, [0, 1]) }));

    private sealed class SparsePair
    {
        [VectorType(2)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class SparseRow
    {
        [VectorType(3)]
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }

    private ActivityRegularizedBinaryTrainer Trainer(Action<ActivityRegularizedNetworkOptions>? change = null)
    {
        var options = new ActivityRegularizedNetworkOptions { Layers = [Layer.Embedding(4, 2), Layer.Flatten()], Epochs = 2, Seed = 1 };
        change?.Invoke(options);
        return _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options);
    }
}
