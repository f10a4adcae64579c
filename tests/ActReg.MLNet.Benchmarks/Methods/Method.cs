using ActReg.MLNet.Benchmarks.Data;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>A way to train on the columns Features and Label.</summary>
internal sealed record Method(string Name, TaskKind Task, Func<MLContext, IEstimator<ITransformer>> Create)
{
    /// <summary>The accuracy, or R², on the split's test rows after training on its others.</summary>
    public double Score(Split split, int seed)
    {
        var mlContext = new MLContext(seed);
        var scored = Create(mlContext).Fit(split.Train.ToDataView(mlContext)).Transform(split.Test.ToDataView(mlContext));
        return Task switch
        {
            TaskKind.Binary => mlContext.BinaryClassification.EvaluateNonCalibrated(scored).Accuracy,
            TaskKind.Multiclass => mlContext.MulticlassClassification.Evaluate(scored).MicroAccuracy,
            _ => mlContext.Regression.Evaluate(scored).RSquared,
        };
    }
}
