using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The options' seed, else the context's, else a random one; nothing else has a say.</summary>
[TestClass]
public sealed class SeedTests
{
    [TestMethod]
    public void One_trainer_fitted_twice_gives_the_same_bits()
    {
        var mlContext = new MLContext();
        var trainer = TinyTraining.Trainer(mlContext, Options(seed: null));
        var data = TinyTraining.Circles(mlContext);
        TinyTraining.AreEqual(trainer.Fit(data).AllWeights(), trainer.Fit(data).AllWeights());
    }

    [TestMethod]
    public void The_options_seed_goes_before_the_contexts()
    {
        TinyTraining.AreEqual(Train(contextSeed: 1, seed: 5), Train(contextSeed: 2, seed: 5));
        TinyTraining.AreEqual(Train(contextSeed: null, seed: 5), Train(contextSeed: 2, seed: 5));
        CollectionAssert.AreNotEqual(Train(contextSeed: 1, seed: 5), Train(contextSeed: 1, seed: 6));
    }

    [TestMethod]
    public void The_contexts_seed_stands_in_for_the_options()
    {
        TinyTraining.AreEqual(Train(contextSeed: 7, seed: null), Train(contextSeed: 1, seed: 7));
        CollectionAssert.AreNotEqual(Train(contextSeed: 7, seed: null), Train(contextSeed: 8, seed: null));
    }

    [TestMethod]
    public void Without_any_seed_trainers_differ() =>
        CollectionAssert.AreNotEqual(Train(contextSeed: null, seed: null), Train(contextSeed: null, seed: null));

    [TestMethod]
    public void Every_seed_is_good()
    {
        foreach (var seed in new[] { int.MinValue, -1, 0, int.MaxValue })
            Assert.IsTrue(Train(contextSeed: 1, seed).All(float.IsFinite));
    }

    /// <summary>ML.NET's own trainers draw a seed from their context when they are made.</summary>
    [TestMethod]
    public void Nothing_made_before_a_trainer_has_a_say()
    {
        var mlContext = new MLContext(seed: 1);
        var first = TinyTraining.Trainer(mlContext, Options(seed: null));
        var other = TinyTraining.Trainer(mlContext, Options(seed: null));
        other.Fit(TinyTraining.Circles(mlContext));
        mlContext.BinaryClassification.Trainers.SdcaLogisticRegression();
        var last = TinyTraining.Trainer(mlContext, Options(seed: null));
        var data = TinyTraining.Circles(mlContext);
        TinyTraining.AreEqual(first.Fit(data).AllWeights(), last.Fit(data).AllWeights());
    }

    [TestMethod]
    public void The_model_names_the_seed_in_force()
    {
        var mlContext = new MLContext();
        var network = TinyTraining.Trainer(mlContext, Options(seed: null)).Fit(TinyTraining.Circles(mlContext)).Network();
        TinyTraining.AreEqual(Train(contextSeed: 1, network.TrainingSettings.Seed), network.GetWeights().SelectMany(weight => weight.Values));
    }

    private static float[] Train(int? contextSeed, int? seed)
    {
        var mlContext = new MLContext(contextSeed);
        return TinyTraining.Trainer(mlContext, Options(seed)).Fit(TinyTraining.Circles(mlContext)).AllWeights();
    }

    private static ActivityRegularizedMlpOptions Options(int? seed)
    {
        var options = TinyTraining.Options();
        options.Seed = seed;
        return options;
    }
}
