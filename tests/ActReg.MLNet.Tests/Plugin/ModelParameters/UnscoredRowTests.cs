using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Rows without a score, which ML.NET's metrics leave out, are told of: the first, the tenth, the hundredth.</summary>
[TestClass]
public sealed class UnscoredRowTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Of_every_model_the_first_and_the_tenth_are_told()
    {
        var options = TinyTraining.Options();
        var tabular = new ActivityRegularizedTabularMlpOptions { Layers = [Layer.Dense(2)], Members = 2, Epochs = 1 };
        var numbers = SampleData.Regression(_mlContext);
        var vectors = _mlContext.Transforms.Concatenate("Label", "Label").Fit(numbers).Transform(numbers);
        Check(_mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(SampleData.Binary(_mlContext)), "Score");
        Check(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(SampleData.Multiclass(_mlContext)), "Score");
        Check(_mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp(options).Fit(vectors), "Score");
        Check(_mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(tabular).Fit(SampleData.Binary(_mlContext)), "Score");
        Check(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(tabular).Fit(SampleData.Multiclass(_mlContext)), "Score");
        var regression = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(numbers);
        Check(regression, "Score");
        Check(_mlContext.Model.HiddenActivations("Hidden", regression, 0), "Hidden");
        Check(_mlContext.Transforms.SparseAutoencoder("Code", "Features", codeSize: 3, CodeSparsity.TopK(1), epochs: 1).Fit(numbers), "Code");
    }

    /// <summary>Where nothing is missing, nothing is said.</summary>
    [TestMethod]
    public void Rows_that_are_scored_are_not()
    {
        var model = TinyTraining.Trainer(_mlContext).Fit(TinyTraining.Circles(_mlContext));
        var log = new RecordedLog(_mlContext);
        model.Scores(TinyTraining.Circles(_mlContext));
        Assert.IsEmpty(log.Warnings);
    }

    private void Check(ITransformer model, string column)
    {
        var features = Enumerable.Range(0, 15 * SampleData.FeatureCount).Select(i => i % SampleData.FeatureCount == 0 ? float.NaN : i).ToArray();
        var rows = Data.Binary(_mlContext, SampleData.FeatureCount, features, new bool[15]);
        var log = new RecordedLog(_mlContext);
        var scored = model.Transform(rows);
        if (scored.Schema[column].Type is VectorDataViewType)
            Assert.IsTrue(scored.GetColumn<float[]>(column).All(values => float.IsNaN(values[0])));
        else
            Assert.IsTrue(scored.GetColumn<float>(column).All(float.IsNaN));
        TinyTraining.AreEqual([Text("1 row"), Text("10 rows")], log.Warnings.Where(warning => warning.Contains("NaN")));

        string Text(string rows) => $"Column \"{column}\" is NaN for {rows} so far, because a feature is missing or infinite; ML.NET's metrics leave such rows out. "
            + "ReplaceMissingValues fills in what is missing, and ActivityRegularizedTabularMlp does it by itself.";
    }
}
