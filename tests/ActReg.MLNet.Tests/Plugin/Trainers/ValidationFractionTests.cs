using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Setting rows aside to validate on.</summary>
[TestClass]
public sealed class ValidationFractionTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>What is set aside is trained on as little as a set that is given.</summary>
    [TestMethod]
    public void Equals_training_and_validating_on_the_two_parts()
    {
        var random = new Random(1);
        var features = Numbers.Array(random, 100);
        bool[] labels = [.. Enumerable.Range(0, 50).Select(i => i % 3 == 0)];
        var data = Data.Binary(_mlContext, 2, features, labels);
        var set = new TrainingSet(2, features, [.. labels.Select(label => label ? 1f : 0)], null);
        var (train, validation) = ValidationSplit.Split(
            set, 0.3f, byClass: true, RandomStreams.Create(TinyTraining.Options().Seed!.Value, RandomStreams.Validation));

        var options = WithFraction(0.3f);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data);
        var expected = TinyTraining.Trainer(_mlContext).Fit(View(set.Take(train)), View(set.Take(validation)));

        TinyTraining.AreEqual(expected.AllWeights(), model.AllWeights());
        TinyTraining.AreEqual(expected.Network().History, model.Network().History);
        Assert.AreEqual(0.3f, model.Network().TrainingSettings.ValidationFraction);

        IDataView View(TrainingSet set) => Data.Binary(_mlContext, set);
    }

    [TestMethod]
    public void Serves_early_stopping()
    {
        var options = WithFraction(0.25f);
        options.Epochs = 500;
        options.LearningRate = 0.3f;
        options.EarlyStopping = new EarlyStopping(patience: 3);
        var history = TinyTraining.Fit(options).Network().History;
        Assert.IsLessThan(500, history.Count);
        Assert.AreEqual(history.Count - 3, history.MinBy(epoch => epoch.ValidationDataLoss)!.Epoch);
    }

    /// <summary>Statistics of the labels are those of the rows that train.</summary>
    [TestMethod]
    public void Is_kept_out_of_the_standardization_of_labels()
    {
        var set = TrainingSets.Create(new Random(1), 40, 1) with { Targets = new(1, Numbers.Array(new Random(2), 40, 5)) };
        var all = set.Targets.ToArray().Average();
        var options = WithFraction(0.5f);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(Data.Regression(_mlContext, set)).Model;
        var scale = ((IHasTrainedNetworks)model).Networks[0].Network.LabelScales!.Each[0];
        var (train, _) = ValidationSplit.Split(
            set, 0.5f, byClass: false, RandomStreams.Create(options.Seed!.Value, RandomStreams.Validation));
        var labels = set.Take(train).Targets.ToArray();
        var mean = labels.Average();
        Assert.AreEqual(mean, scale.Mean, 1e-5);
        Assert.AreEqual(Math.Sqrt(labels.Average(label => (label - mean) * (label - mean))), scale.Deviation, 1e-5);
        Assert.IsGreaterThan(1e-3, Math.Abs(mean - all));
    }

    [TestMethod]
    [DataRow(-0.1f, "validationFraction must be at least 0 and below 1; received -0.1.")]
    [DataRow(1f, "validationFraction must be at least 0 and below 1; received 1.")]
    [DataRow(float.NaN, "validationFraction must be at least 0 and below 1; received NaN.")]
    public void Must_be_a_share(float fraction, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, WithFraction(fraction))).Message);

    [TestMethod]
    public void Beside_a_validation_set_is_refused()
    {
        var options = WithFraction(0.2f);
        options.ValidationSet = TinyTraining.Circles(_mlContext, seed: 2);
        Assert.AreEqual(
            "validationFraction must be 0 beside a validationSet; received 0.2.",
            Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options)).Message);

        var data = TinyTraining.Circles(_mlContext);
        Assert.AreEqual(
            "Fit was given a validation set, and the options have a validationFraction; only one of the two may be.",
            Assert.ThrowsExactly<InvalidOperationException>(
                () => TinyTraining.Trainer(_mlContext, WithFraction(0.2f)).Fit(data, TinyTraining.Circles(_mlContext, seed: 2))).Message);
    }

    private static ActivityRegularizedMlpOptions WithFraction(float fraction)
    {
        var options = TinyTraining.Options();
        options.ValidationFraction = fraction;
        return options;
    }
}
