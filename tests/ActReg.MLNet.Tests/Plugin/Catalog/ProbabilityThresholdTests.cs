using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Thresholds by probability and by costs, against the column Probability and sums of costs.</summary>
[TestClass]
public sealed class ProbabilityThresholdTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DataRow(0.5f, false)]
    [DataRow(0.03f, false)]
    [DataRow(0.7f, true)]
    [DataRow(0.11f, true)]
    public void Predicts_true_above_a_probability(float probability, bool isCorrected)
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 400);
        var options = TinyTraining.Options();
        options.Epochs = 20;
        options.ClassWeights = isCorrected ? ClassWeights.Of(1, 4) : null;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data);
        AssertAbove(probability, _mlContext.BinaryClassification.ChangeModelProbabilityThreshold(model, probability).Transform(data));
    }

    /// <summary>It is Platt's formula that counts, not whose model it calibrates.</summary>
    [TestMethod]
    public void Works_for_MLNets_own_trainers()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 400);
        var model = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(data);
        var probability = model.Transform(data).GetColumn<float>("Probability").Average();
        AssertAbove(probability, _mlContext.BinaryClassification.ChangeModelProbabilityThreshold(model, probability).Transform(data));
    }

    /// <summary>Of all thresholds between two rows, none costs less than the one that follows from the probabilities, as these give the costs.</summary>
    [TestMethod]
    public void Costs_choose_the_threshold_that_is_cheapest()
    {
        const float FalsePositive = 3, FalseNegative = 1;
        var data = TinyTraining.Circles(_mlContext, rowCount: 400);
        var options = TinyTraining.Options();
        options.Epochs = 60;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data);
        var scored = _mlContext.BinaryClassification.ChangeModelCosts(model, FalsePositive, FalseNegative).Transform(data);
        var probabilities = scored.GetColumn<float>("Probability").ToArray();
        bool[] predicted = [.. scored.GetColumn<bool>("PredictedLabel")];
        var least = probabilities.Append(2).Min(threshold => Costs(probabilities.Select(probability => probability >= threshold)));
        Assert.AreEqual(least, Costs(predicted), 1e-9 * least);
        Assert.IsTrue(predicted.Any(label => label) && predicted.Any(label => !label));

        double Costs(IEnumerable<bool> predictions) => predictions.Zip(probabilities)
            .Sum(row => row.First ? FalsePositive * (1.0 - row.Second) : FalseNegative * (double)row.Second);
    }

    /// <summary>Beside class weights, as the README says; a threshold of 0.5 ends that.</summary>
    [TestMethod]
    public void Without_one_a_label_can_be_true_at_a_low_probability()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 400);
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Of(1, 4);
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data);
        Assert.IsLessThan(0.4f, TrueAt(model.Transform(data)).Min());
        Assert.IsGreaterThan(0.5f, TrueAt(_mlContext.BinaryClassification.ChangeModelProbabilityThreshold(model, 0.5f).Transform(data)).DefaultIfEmpty(1).Min());

        static IEnumerable<float> TrueAt(IDataView rows) => rows.GetColumn<float>("Probability").Zip(rows.GetColumn<bool>("PredictedLabel"))
            .Where(row => row.Second).Select(row => row.First);
    }

    [TestMethod]
    public void Survives_saving()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = _mlContext.BinaryClassification.ChangeModelProbabilityThreshold(TinyTraining.Trainer(_mlContext).Fit(data), 0.45f);
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, data.Schema, file);
        AssertAbove(0.45f, _mlContext.Model.Load(file, out _).Transform(data));
    }

    [TestMethod]
    public void Refuses_what_is_no_probability_and_no_cost()
    {
        var model = TinyTraining.Fit();
        foreach (var probability in new[] { 0, 1, float.NaN })
        {
            Assert.StartsWith("probability must be above 0 and below 1; received ", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _mlContext.BinaryClassification.ChangeModelProbabilityThreshold(model, probability)).Message);
        }

        Assert.StartsWith("falsePositive must be finite and greater than 0; received 0.", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _mlContext.BinaryClassification.ChangeModelCosts(model, 0, 1)).Message);
        Assert.StartsWith("falseNegative must be finite and greater than 0; received -1.", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _mlContext.BinaryClassification.ChangeModelCosts(model, 1, -1)).Message);
    }

    private static void AssertAbove(float probability, IDataView scored)
    {
        float[] probabilities = [.. scored.GetColumn<float>("Probability")];
        Assert.IsTrue(probabilities.Any(p => p > probability) || probability > 0.6f);
        // The logit is rounded once more than the probability.
        foreach (var (p, label) in probabilities.Zip(scored.GetColumn<bool>("PredictedLabel")).Where(row => Math.Abs(row.First - probability) > 1e-6))
            Assert.AreEqual(p > probability, label);
    }
}
