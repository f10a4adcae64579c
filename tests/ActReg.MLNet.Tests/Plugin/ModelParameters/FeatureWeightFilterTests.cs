using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>
/// Why models of this plugin have no feature weights for ML.NET to filter by: its filter measures the features that are left twice, and returns more results than there are features, even for
/// its own models. Once this test fails, ML.NET does better, and models should have them.
/// </summary>
[TestClass]
public sealed class FeatureWeightFilterTests
{
    [TestMethod]
    public void The_filter_of_MLNet_measures_features_twice()
    {
        var mlContext = new MLContext(seed: 1);
        var random = new Random(1);
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(_ => new Row { Features = [random.NextSingle(), 0, random.NextSingle()], Label = random.NextSingle() }).ToList());
        var theirs = mlContext.Regression.Trainers.OnlineGradientDescent().Fit(data);
        Assert.AreEqual(0, theirs.Model.Weights[1]);
        Assert.HasCount(3 + 2, mlContext.Regression.PermutationFeatureImportance(theirs, data, useFeatureWeightFilter: true));
        var ours = mlContext.Regression.Trainers.ActivityRegularizedMlp(hiddenUnits: [2], epochs: 1).Fit(data);
        Assert.HasCount(3, mlContext.Regression.PermutationFeatureImportance(ours, data, useFeatureWeightFilter: true));
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
