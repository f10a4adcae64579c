using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Encodings by bins, from training rows to scores.</summary>
[TestClass]
public sealed class PiecewiseLinearEncodingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>With no hidden layer, what is true in the middle alone: no line tells that.</summary>
    [TestMethod]
    public void Makes_a_linear_model_one_of_pieces()
    {
        IDataView train = Middle(600, seed: 1), test = Middle(600, seed: 2);
        Assert.IsLessThan(0.65, Accuracy());
        Assert.IsGreaterThan(0.95, Accuracy(Layer.PiecewiseLinearEncoding(16)));

        double Accuracy(params Layer[] layers)
        {
            var options = Options(layers);
            (options.Epochs, options.LearningRate) = (60, 0.05f);
            return _mlContext.BinaryClassification.Evaluate(TinyTraining.Trainer(_mlContext, options).Fit(train).Transform(test)).Accuracy;
        }
    }

    [TestMethod]
    public void Bins_are_those_of_the_training_rows_without_the_ones_set_aside()
    {
        float[] features = [.. Enumerable.Range(0, 100).SelectMany(row => new[] { row, row % 2, 5f })];
        var data = Data.Binary(_mlContext, 3, features, [.. Enumerable.Range(0, 100).Select(row => row % 3 == 0)]);
        var options = Options(Layer.PiecewiseLinearEncoding(4), Layer.Dense(3));
        (options.ValidationFraction, options.ValidationRows) = (0.2f, ValidationRows.Last);
        var network = TinyTraining.Trainer(_mlContext, options).Fit(data).Network();
        TinyTraining.AreEqual([4, 1, 1], ((PiecewiseLinearEncodingLayer)network.Layers[0]).BinCounts!);
        TinyTraining.AreEqual([0f, 19.5f, 39.5f, 59.5f, 0, 5], network.GetWeights()[0].Values);
        TinyTraining.AreEqual([1 / 19.5f, 1 / 20f, 1 / 20f, 1 / 19.5f, 1, 0], network.GetWeights()[1].Values);
        Assert.AreEqual("piecewise_linear_encoding/lower", network.GetWeights()[0].Name);
    }

    /// <summary>Filled in they are scored; else their rows are skipped, and score nothing.</summary>
    [TestMethod]
    public void Missing_features_need_imputation()
    {
        var log = new RecordedLog(_mlContext);
        float[] features = [1, float.NaN, 2, 3, 3, 1, 2, 5, 4, 1, float.NaN, 2];
        var data = Data.Binary(_mlContext, 2, features, [true, false, true, false, true, false]);
        var scores = TinyTraining.Trainer(_mlContext, Options(Layer.PiecewiseLinearEncoding(3))).Fit(data).Scores(data);
        Assert.Contains("Skipped 2 of the 6 rows of the training set: 2 with a missing or infinite feature.", log.Warnings);
        TinyTraining.AreEqual([true, false, false, false, false, true], scores.Select(float.IsNaN));
        var model = TinyTraining.Trainer(_mlContext, Options(Layer.Imputation(), Layer.PiecewiseLinearEncoding(3))).Fit(data);
        Assert.IsTrue(model.Scores(data).All(float.IsFinite));
        TinyTraining.AreEqual([3, 3, 1, 1], ((PiecewiseLinearEncodingLayer)model.Network().Layers[1]).BinCounts!);
    }

    /// <summary>Beside categories, of which words may be there more than once; rows one by one, in bulk, and of a model that was saved.</summary>
    [TestMethod]
    public void Scores_are_the_same_by_every_road()
    {
        CategoryRows.Row[] rows = CategoryRows.Some(200);
        foreach (var (i, row) in rows.Index())
            row.Words += string.Concat(Enumerable.Repeat(" w1", i % 5));
        var train = CategoryRows.View(_mlContext, rows);
        var keys = CategoryRows.Keys(_mlContext).Append(_mlContext.Transforms.ConcatenateCategories("Features", "Age", "Sizes", "CityKey", "WordKeys")).Fit(train);
        var data = keys.Transform(train);
        var options = new ActivityRegularizedTabularMlpOptions
        {
            Layers =
            [
                Layer.Imputation(), Layer.RobustScaling(), Layer.PiecewiseLinearEncoding(6), Layer.CategoryEmbedding(3), Layer.Dense(8, Activation.Relu, biasInitializer: BiasInitializer.HePlus()),
            ],
            Members = 2,
            Epochs = 3,
            Seed = 1,
        };
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(data);
        var member = model.Model.SubModel.Members[0];
        var blocks = ((CategoryEmbeddingLayer)member.Layers[3]).Blocks!;
        var counts = ((PiecewiseLinearEncodingLayer)member.Layers[2]).BinCounts!;
        Assert.HasCount(2, blocks);
        TinyTraining.AreEqual([6, 4, 6], counts.Take(3));
        Assert.IsTrue(counts.Skip(3).All(count => count == 1), "categories");
        Assert.Contains(unit => CategoryRows.Features(data).Select(row => row[unit]).Distinct().Count() > 3, Enumerable.Range(blocks[1].First, blocks[1].Count), "words that are there more than once");
        TinyTraining.AreEqual([0f], EncodingWeights(0).Distinct());
        TinyTraining.AreEqual([1f], EncodingWeights(1).Distinct());

        var scores = model.Scores(data);
        TinyTraining.AreEqual(scores, _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(data).Scores(data));
        float[][] features = CategoryRows.Features(data);
        var bulk = new float[rows.Length];
        model.Model.SubModel.Score([.. features.SelectMany(row => row)], bulk, maxDegreeOfParallelism: 2);
        TinyTraining.AreEqual(scores, bulk);
        TinyTraining.AreEqual(scores, SavedModel.Reload(_mlContext, model, data.Schema).Scores(data));
        Assert.HasCount(rows.Length, scores.Where(float.IsFinite));

        // Of the units that count categories.
        IEnumerable<float> EncodingWeights(int array) => member.GetWeights().Where(weight => weight.Name.StartsWith("piecewise", StringComparison.Ordinal)).ElementAt(array).Values.Skip(16);
    }

    /// <summary>Weights belong to the bins that they were trained with.</summary>
    [TestMethod]
    public void Training_that_goes_on_keeps_the_bins()
    {
        var options = Options(Layer.PiecewiseLinearEncoding(5), Layer.Dense(4, Activation.Relu));
        var trainer = TinyTraining.Trainer(_mlContext, options);
        var first = trainer.Fit(Middle(60, seed: 1));
        var second = trainer.Fit(Middle(60, seed: 2), first.Model);
        TinyTraining.AreEqual(first.Network().GetWeights()[0].Values, second.Network().GetWeights()[0].Values);
        CollectionAssert.AreNotEqual(first.Network().GetWeights()[0].Values, trainer.Fit(Middle(60, seed: 2)).Network().GetWeights()[0].Values);
    }

    /// <summary>True where the feature is between -0.5 and 0.5.</summary>
    private IDataView Middle(int rows, int seed)
    {
        float[] features = Numbers.Array(new Random(seed), rows);
        return Data.Binary(_mlContext, 1, features, [.. features.Select(x => Math.Abs(x) < 0.5)]);
    }

    private static ActivityRegularizedMlpOptions Options(params Layer[] layers)
    {
        var options = TinyTraining.Options();
        options.Layers = layers;
        return options;
    }
}
