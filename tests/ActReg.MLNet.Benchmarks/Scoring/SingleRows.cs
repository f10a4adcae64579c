using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>One row at a time by ML.NET's <c>PredictionEngine</c>: the tutorial's network beside a logistic regression.</summary>
internal static class SingleRows
{
    private const int RowsPerRun = 2000;

    public static Comparison Compare(int repeats)
    {
        var mlContext = new MLContext(seed: 1);
        var circles = mlContext.Data.LoadCircles(1000, noise: 0.1, seed: 1);
        return Comparison.Measure("PredictionEngine, 2 features", 100 * repeats,
        [
            Predict("2-500-1", mlContext, mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [500], epochs: 20).Fit(circles)),
            Predict("ML.NET LbfgsLogisticRegression", mlContext, mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(circles)),
        ]);
    }

    private static Work Predict(string name, MLContext mlContext, ITransformer model)
    {
        var engine = mlContext.Model.CreatePredictionEngine<Point, Prediction>(model);
        var point = new Point { Features = [0.3f, -0.4f] };
        var prediction = new Prediction();
        return new Work(name, RowsPerRun, () =>
        {
            for (var i = 0; i < RowsPerRun; i++)
                engine.Predict(point, ref prediction);
        });
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
