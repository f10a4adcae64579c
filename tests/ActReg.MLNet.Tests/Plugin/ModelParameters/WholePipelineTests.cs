using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What takes a whole pipeline and its raw rows does what it does by hand with the transformed rows and the network.</summary>
[TestClass]
public sealed class WholePipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private IDataView Rows => _mlContext.Data.LoadCircles(sampleCount: 200, noise: 0.1, seed: 1);

    [TestMethod]
    public void A_sparsity_report()
    {
        var (model, transformed, network) = Fit(_mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()));
        Assert.AreEqual(SparsityReport.Create(network, transformed).ToString(), SparsityReport.Create(model, Rows).ToString());
        var loaded = SavedModel.Reload(_mlContext, model, Rows.Schema);
        Assert.AreEqual(SparsityReport.Create(network, transformed).ToString(), SparsityReport.Create(loaded, Rows).ToString());
        Assert.ThrowsExactly<ArgumentNullException>(() => SparsityReport.Create((ITransformer)null!, Rows));
        Assert.ThrowsExactly<ArgumentNullException>(() => SparsityReport.Create(model, null!));
    }

    [TestMethod]
    public void Pruning_gives_back_the_whole_chain()
    {
        var (model, transformed, _) = Fit(_mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()));
        var byHand = _mlContext.BinaryClassification.PruneDeadUnits(model.LastTransformer, transformed);
        foreach (var whole in new[] { model, SavedModel.Reload(_mlContext, model, Rows.Schema) })
        {
            var pruned = _mlContext.Model.PruneDeadUnits(whole, Rows);
            Assert.IsLessThan(pruned.Layers[0].UnitsBefore, pruned.Layers[0].UnitsAfter);
            Assert.AreEqual(byHand.ToString(), pruned.ToString());
            DataViewAssert.Same(byHand.Transformer.Transform(transformed), pruned.Transformer.Transform(Rows), "pruned");
            DataViewAssert.Same(
                pruned.Transformer.Transform(Rows), SavedModel.Reload(_mlContext, pruned.Transformer, Rows.Schema).Transform(Rows), "saved");
        }
    }

    [TestMethod]
    public void Every_task_can_be_pruned()
    {
        var classes = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(Rows).Transform(Rows);
        Same(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(classes), classes);
        var numbers = _mlContext.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Single).Fit(Rows).Transform(Rows);
        Same(_mlContext.Regression.Trainers.ActivityRegularizedMlp(Options()).Fit(numbers), numbers);
        var vectors = _mlContext.Transforms.Concatenate("Label", "Label").Fit(numbers).Transform(numbers);
        Same(_mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp(Options()).Fit(vectors), vectors);

        void Same(ITransformer model, IDataView data)
        {
            var pruned = _mlContext.Model.PruneDeadUnits(model, data);
            Assert.IsLessThan(pruned.Layers[0].UnitsBefore, pruned.Layers[0].UnitsAfter);
            Assert.IsLessThan(1e-6, pruned.LargestOutputDifference);
            foreach (var (expected, actual) in Scores(model).Zip(Scores(pruned.Transformer)))
                Assert.AreEqual(expected, actual, 1e-5f);

            float[] Scores(ITransformer transformer) => [.. transformer.Transform(data) is var scored && scored.Schema["Score"].Type is VectorDataViewType
                ? scored.GetColumn<float[]>("Score").SelectMany(scores => scores) : scored.GetColumn<float>("Score")];
        }
    }

    [TestMethod]
    public void What_takes_no_other_network_is_refused()
    {
        var calibrated = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(Rows);
        var again = _mlContext.BinaryClassification.Calibrators.Platt().Fit(calibrated.Transform(Rows));
        // A calibrator of ML.NET's own is a step behind the network, and stays.
        Assert.IsLessThan(20, _mlContext.Model.PruneDeadUnits(calibrated.Append(again), Rows).Layers[0].UnitsAfter);
        Assert.ThrowsExactly<ArgumentNullException>(() => _mlContext.Model.PruneDeadUnits(null!, Rows));
        Assert.ThrowsExactly<ArgumentNullException>(() => _mlContext.Model.PruneDeadUnits(calibrated, null!));
        StringAssert.StartsWith(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _mlContext.Model.PruneDeadUnits(calibrated, Rows, 1)).Message,
            "tolerance must be at least 0 and below 1; received 1.");
    }

    [TestMethod]
    public void Hidden_activations()
    {
        var (model, transformed, network) = Fit(_mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()));
        var byHand = _mlContext.Transforms.HiddenActivations("Hidden", "Features", network).Fit(transformed).Transform(transformed);
        var encoder = _mlContext.Model.HiddenActivations("Hidden", model);
        DataViewAssert.Same(byHand, encoder.Transform(Rows), "hidden");
        DataViewAssert.Same(byHand, SavedModel.Reload(_mlContext, encoder, Rows.Schema).Transform(Rows), "loaded");
        Assert.HasCount(20, _mlContext.Model.HiddenActivations("Hidden", model, "dense").Transform(Rows).GetColumn<float[]>("Hidden").First());
        Assert.AreEqual(
            "outputColumnName must name a column; received \" \".",
            Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Model.HiddenActivations(" ", model)).Message);
    }

    private static ActivityRegularizedMlpOptions Options() => new()
    {
        Layers = [Layer.Dense(20, Activation.Relu, ActivityRegularizer.L1(1e-1f))],
        Epochs = 40,
        LearningRate = 1e-2f,
        Seed = 1,
    };

    private (TransformerChain<TTransformer> Model, IDataView Transformed, INetworkModel Network) Fit<TTransformer>(IEstimator<TTransformer> trainer)
        where TTransformer : class, ITransformer
    {
        var normalizer = _mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        var model = normalizer.Append(trainer).Fit(Rows);
        return (model, model.First().Transform(Rows), model.GetNetwork());
    }
}
