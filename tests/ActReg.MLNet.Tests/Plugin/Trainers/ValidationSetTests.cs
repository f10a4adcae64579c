using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Measuring a second data set after each epoch.</summary>
[TestClass]
public sealed class ValidationSetTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Both_ways_to_give_one_measure_the_same_and_change_no_weight()
    {
        var (train, validation) = Sets();
        var byFit = TinyTraining.Trainer(_mlContext).Fit(train, validation);
        var byOptions = TinyTraining.Trainer(_mlContext, WithValidation(validation)).Fit(train);
        var without = TinyTraining.Trainer(_mlContext).Fit(train);

        TinyTraining.AreEqual(byFit.Network().History, byOptions.Network().History);
        TinyTraining.AreEqual(without.AllWeights(), byFit.AllWeights());
        TinyTraining.AreEqual(without.AllWeights(), byOptions.AllWeights());
    }

    [TestMethod]
    public void Two_at_once_are_refused_before_any_row_is_read()
    {
        var (train, validation) = Sets();
        var trainer = TinyTraining.Trainer(_mlContext, WithValidation(validation));
        var unreadable = new Testing.StubDataView(train) { CursorWith = _ => throw new AssertFailedException("read") };
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(unreadable, validation));
        Assert.AreEqual(
            "Fit was given a validation set, and so were the options (validationSet); only one of the two may be.", error.Message);
    }

    [TestMethod]
    public void Its_columns_are_checked_as_those_of_the_training_set()
    {
        var (train, validation) = Sets();
        var withoutLabel = Testing.BadInputs.WithoutColumn(validation, "Label");
        var withTextLabel = Testing.BadInputs.WithColumnType(validation, "Label", Microsoft.ML.Data.DataKind.String);
        foreach (var wrong in new[] { withoutLabel, withTextLabel })
        {
            Testing.RejectionAssert.Rejects(() => TinyTraining.Trainer(_mlContext).Fit(train, wrong), "Fit", ["Label"]);
            Testing.RejectionAssert.Rejects(
                () => TinyTraining.Trainer(_mlContext, WithValidation(wrong)).Fit(train), "options", ["Label"]);
        }
    }

    /// <summary>The last epoch's figures are the finished model's.</summary>
    [TestMethod]
    public void Is_measured_after_the_epoch()
    {
        var (train, validation) = Sets();
        var model = TinyTraining.Trainer(_mlContext).Fit(train, validation);
        var last = model.Network().History[^1];

        var scored = model.Transform(validation);
        var metrics = _mlContext.BinaryClassification.Evaluate(scored);
        Assert.AreEqual(metrics.Accuracy, last.ValidationAccuracy, 1e-9);
        Assert.AreEqual(metrics.LogLoss * Math.Log(2), last.ValidationDataLoss, 1e-5);
        Assert.IsGreaterThan(0, last.ValidationLoss - last.ValidationDataLoss); // the penalty
    }

    /// <summary>The buffers are sized for the larger of both sets.</summary>
    [TestMethod]
    [DataRow(3, 100)]
    [DataRow(100, 3)]
    public void May_be_larger_or_smaller_than_the_training_set(int trainRows, int validationRows)
    {
        var options = TinyTraining.Options();
        options.BatchSize = 64;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(
            TinyTraining.Circles(_mlContext, trainRows), TinyTraining.Circles(_mlContext, validationRows, seed: 2));
        Assert.IsTrue(model.Network().History.All(epoch => double.IsFinite(epoch.ValidationLoss)));
    }

    [TestMethod]
    public void Null_is_refused_where_a_set_is_asked_for() => Assert.AreEqual(
        "validationData",
        Assert.ThrowsExactly<ArgumentNullException>(() => TinyTraining.Trainer(_mlContext).Fit(Sets().Train, (IDataView)null!)).ParamName);

    private (IDataView Train, IDataView Validation) Sets() =>
        (TinyTraining.Circles(_mlContext), TinyTraining.Circles(_mlContext, seed: 2));

    private static ActivityRegularizedMlpOptions WithValidation(IDataView validation)
    {
        var options = TinyTraining.Options();
        options.ValidationSet = validation;
        return options;
    }
}
