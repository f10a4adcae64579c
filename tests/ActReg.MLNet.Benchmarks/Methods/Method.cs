using System.Diagnostics;
using ActReg.MLNet.Benchmarks.Data;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>A way to train on the columns Features and Label.</summary>
internal sealed record Method(string Name, TaskKind Task, Func<MLContext, IEstimator<ITransformer>> Create)
{
    /// <summary>Whether it refuses targets below 0.</summary>
    public bool NeedsTargetsFromZero { get; init; }

    public bool Takes(DataSet data) => Task == data.Task && (!NeedsTargetsFromZero || data.Targets.Min() >= 0);

    /// <summary>Trains on the split's training rows, and scores its test rows.</summary>
    public Figures Measure(Split split, int seed)
    {
        var mlContext = new MLContext(seed);
        var train = split.Train.ToDataView(mlContext);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var model = Create(mlContext).Fit(train);
        process.Refresh();
        var seconds = (process.TotalProcessorTime - before).TotalSeconds;
        var scored = model.Transform(split.Test.ToDataView(mlContext));
        return new(Metrics.Score(split.Test, scored), Metrics.LogLoss(split.Test, scored), seconds);
    }
}
