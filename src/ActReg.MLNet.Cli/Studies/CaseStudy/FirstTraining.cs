using System.Diagnostics;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>A model's first initialization, trained once more to be drawn: the study keeps no networks, and does not look at test points on the way.</summary>
/// <param name="Fitted">The network.</param>
/// <param name="History">With the test points as validation.</param>
/// <param name="Hidden">The hidden layer after its ReLU, on the training points.</param>
/// <param name="Seconds">The time that <c>Fit</c> took, measuring the test points after each epoch included.</param>
internal sealed record FirstTraining(ITransformer Fitted, IReadOnlyList<EpochMetrics> History, LayerSparsity Hidden, double Seconds)
{
    /// <param name="settings">The data, and how models are trained.</param>
    /// <param name="parallelism">How many trainings run at once.</param>
    /// <param name="cancellation">Ends the trainings.</param>
    /// <returns>In the order of <see cref="StudiedModel.All"/>.</returns>
    public static IReadOnlyList<FirstTraining> OfAll(CaseStudySettings settings, int parallelism, CancellationToken cancellation)
    {
        var trainings = new FirstTraining[StudiedModel.All.Count];
        ParallelRuns.Run(StudiedModel.All.Index(), parallelism, model => trainings[model.Index] = Of(model.Item, settings, cancellation), cancellation);
        return trainings;
    }

    private static FirstTraining Of(StudiedModel model, CaseStudySettings settings, CancellationToken cancellation)
    {
        // An MLContext is not thread-safe, and trainings run side by side.
        var mlContext = new MLContext(settings.Seed);
        var rows = CircleRows.Load(mlContext, settings);
        var options = model.Options(settings);
        options.CancellationToken = cancellation;
        var watch = Stopwatch.StartNew();
        var fitted = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(rows.Train, rows.Test);
        var seconds = watch.Elapsed.TotalSeconds;
        var network = fitted.Model.SubModel;
        // The last entry is after the ReLU, also where that is a layer of its own.
        return new(fitted, network.History, SparsityReport.Create(network, rows.Train).Layers[^1], seconds);
    }
}
