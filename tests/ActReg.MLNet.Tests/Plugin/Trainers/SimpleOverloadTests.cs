using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The simple overload is shorthand for layers, bit for bit.</summary>
[TestClass]
public sealed class SimpleOverloadTests
{
    private static readonly ActivityRegularizer Penalty = ActivityRegularizer.L1L2(1e-3f, 1e-2f, ActivityReduction.BatchSum);
    private readonly MLContext _mlContext = new(seed: 3);

    [TestMethod]
    public void Post_activation_is_a_penalty_on_the_dense_layer_with_its_activation() => AssertSame(
        Fit(ActivityPlacement.PostActivation),
        Fit(Layer.Dense(5, Activation.Relu, Penalty), Layer.Dense(3, Activation.Relu, Penalty)));

    [TestMethod]
    public void Pre_activation_is_a_penalty_before_an_activation_layer() => AssertSame(
        Fit(ActivityPlacement.PreActivation),
        Fit(Layer.Dense(5, activityRegularizer: Penalty), Layer.Activation(Activation.Relu),
            Layer.Dense(3, activityRegularizer: Penalty), Layer.Activation(Activation.Relu)));

    [TestMethod]
    public void Placement_matters() => CollectionAssert.AreNotEqual(
        Fit(ActivityPlacement.PreActivation).AllWeights(), Fit(ActivityPlacement.PostActivation).AllWeights());

    [TestMethod]
    public void Without_a_regularizer_placement_does_not_matter()
    {
        var trainers = _mlContext.BinaryClassification.Trainers;
        var data = TinyTraining.Circles(_mlContext);
        AssertSame(
            trainers.ActivityRegularizedMlp(hiddenUnits: [5], placement: ActivityPlacement.PreActivation, epochs: 2).Fit(data).Network(),
            trainers.ActivityRegularizedMlp(hiddenUnits: [5], placement: ActivityPlacement.PostActivation, epochs: 2).Fit(data).Network());
    }

    [TestMethod]
    public void No_hidden_units_are_a_linear_model()
    {
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [], epochs: 2)
            .Fit(TinyTraining.Circles(_mlContext));
        var weights = model.Network().GetWeights();
        Assert.HasCount(2, weights);
        TinyTraining.AreEqual([2, 1], weights[0].Shape);

        var score = model.Scores(Data.Binary(_mlContext, 2, [0.3f, -0.7f], [true]))[0];
        Assert.AreEqual((0.3f * weights[0].Values[0]) - (0.7f * weights[0].Values[1]) + weights[1].Values[0], score, 1e-6f);
    }

    [TestMethod]
    public void A_penalty_on_no_hidden_layer_is_refused() => Assert.AreEqual(
        "activityRegularizer must be left out without hiddenUnits, whose outputs it would penalize; received "
        + $"{Penalty}.",
        Assert.ThrowsExactly<ArgumentException>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            hiddenUnits: [], activityRegularizer: Penalty)).Message);

    private NetworkModelParameters Fit(ActivityPlacement placement) => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
        hiddenUnits: [5, 3], activityRegularizer: Penalty, placement: placement, epochs: 3, batchSize: 8, learningRate: 0.01f)
        .Fit(TinyTraining.Circles(_mlContext)).Network();

    private NetworkModelParameters Fit(params Layer[] layers) => TinyTraining.Trainer(_mlContext, new ActivityRegularizedMlpOptions
    {
        Layers = layers,
        Epochs = 3,
        BatchSize = 8,
        LearningRate = 0.01f,
    }).Fit(TinyTraining.Circles(_mlContext)).Network();

    private static void AssertSame(NetworkModelParameters expected, NetworkModelParameters actual)
    {
        TinyTraining.AreEqual(expected.AllWeights(), actual.AllWeights());
        TinyTraining.AreEqual(expected.History, actual.History);
    }

    /// <summary>As ML.NET's own trainers, and with all else that is wrong.</summary>
    [TestMethod]
    public void A_missing_column_name_is_an_error_of_MLNets_kind()
    {
        var theirs = Assert.Throws<Exception>(() => _mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(labelColumnName: null!));
        var ours = Assert.Throws<Exception>(() => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(labelColumnName: null!, epochs: 0));
        Assert.AreEqual(theirs.GetType(), ours.GetType());
        Assert.AreEqual(string.Join(Environment.NewLine, "labelColumnName must name a column; received null.", "epochs must be at least 1; received 0."), ours.Message);
        Assert.AreEqual(theirs.GetType(), Assert.Throws<Exception>(() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions { FeatureColumnName = "" })).GetType());
        Assert.AreEqual(theirs.GetType(), Assert.Throws<Exception>(() => _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(featureColumnName: null!)).GetType());
    }
}
