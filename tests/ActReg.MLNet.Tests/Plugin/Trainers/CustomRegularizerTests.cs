using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A user's own penalty in a trainer and in its models.</summary>
[TestClass]
public sealed class CustomRegularizerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void A_loaded_model_scores_and_knows_the_name_but_does_not_train()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Fit(Options());
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema);

        TinyTraining.AreEqual(model.Scores(data), loaded.Scores(data));
        TinyTraining.AreEqual(model.Network().History, loaded.Network().History);
        var layer = loaded.Network().Layers[0];
        Assert.AreEqual("Custom(Name = mine, Reduction = BatchSum)", layer.ActivityRegularizer?.ToString());

        var options = Options();
        options.Layers = [layer];
        var error = Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Fit(options));
        Assert.AreEqual(
            "layers[0] must be given again, because a model stores a custom activity regularizer without its function; "
            + "received \"mine\".", error.Message);
    }

    [TestMethod]
    public void A_loaded_model_trains_on_where_the_layers_are_given_again()
    {
        var data = TinyTraining.Circles(_mlContext);
        var options = Options();
        options.BatchSize = TinyTraining.RowCount;
        var trainer = TinyTraining.Trainer(_mlContext, options);
        var model = trainer.Fit(data, data);
        var loaded = SavedModel.Reload(_mlContext, model, data.Schema).Network();
        var (last, next) = (model.Network().History[^1], trainer.Fit(data, loaded).Network().History[0]);
        Assert.AreEqual(last.ValidationDataLoss, next.DataLoss, 1e-6);
        Assert.AreEqual(last.ValidationLoss, next.Loss, 1e-5);
    }

    private static ActivityRegularizedMlpOptions Options()
    {
        var options = TinyTraining.Options();
        options.Layers =
        [
            Layer.Dense(4, Activation.Tanh, ActivityRegularizer.Custom("mine", a => a.abs().sum(1), ActivityReduction.BatchSum)),
        ];
        return options;
    }
}
