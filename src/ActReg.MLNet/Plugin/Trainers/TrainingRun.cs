using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Runs a training under ML.NET's eyes: what is told of it, who follows it, and who may end it.</summary>
/// <param name="host">The trainer's or estimator's.</param>
/// <param name="options">Its own.</param>
internal sealed class TrainingRun(IHost host, TrainingOptions options)
{
    /// <summary>Throws <see cref="OperationCanceledException"/> if the options' token, or the context, has cancelled.</summary>
    public void CheckAlive()
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        host.CheckAlive();
    }

    /// <param name="channel">Where lines and warnings go.</param>
    /// <param name="request">What to train; its control is put in here.</param>
    /// <param name="data">The rows.</param>
    /// <inheritdoc cref="NetworkTraining.Run"/>
    public TrainingResult Run(IChannel channel, TrainingRequest request, TrainingData data)
    {
        using var progress = new TrainingProgress(channel, host.StartProgressChannel("Training"), request.Settings.Epochs);
        var result = NetworkTraining.Run(request with { Control = Control(progress) }, data);
        progress.End(result, data.Train.RowCount);
        return result;
    }

    private TrainingControl Control(TrainingProgress progress) => new()
    {
        EndEpoch = metrics => EndEpoch(progress, metrics),
        CheckAlive = CheckAlive,
        Warn = progress.Warn,
        OnCancellation = options.OnCancellation,
    };

    private bool EndEpoch(TrainingProgress progress, EpochMetrics metrics)
    {
        progress.Report(metrics);
        if (options.OnEpochEnd == null)
            return true;
        var epoch = new EpochEnd(metrics);
        options.OnEpochEnd(epoch);
        return !epoch.Stop;
    }
}
