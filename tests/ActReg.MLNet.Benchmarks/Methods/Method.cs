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
        var model = Create(mlContext).Fit(split.Train.ToDataView(mlContext));
        return Metrics.Score(split.Test, model.Transform(split.Test.ToDataView(mlContext)));
    }
}
