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
        var result = NetworkTraining.Run(request with { Control = Control(metrics => EndEpoch(progress, metrics), progress.Warn) }, data);
        progress.End(result, data.Train.RowCount);
        return result;
    }

    /// <summary>The same of networks that score together.</summary>
    /// <param name="channel">Where lines and warnings go.</param>
    /// <param name="requests">What to train; their control is put in here.</param>
    /// <param name="data">The rows.</param>
    /// <param name="fraction">The share of them that each network sets aside.</param>
    /// <param name="lastEpoch">The epoch after which all end; <see langword="null"/> for that of the settings.</param>
    /// <inheritdoc cref="EnsembleTraining.Run"/>
    public IReadOnlyList<EnsembleMember> Run(IChannel channel, IReadOnlyList<TrainingRequest> requests, TrainingData data, float fraction, int? lastEpoch = null)
    {
        using var progress = new EnsembleProgress(channel, host.StartProgressChannel("Training"), requests.Count, lastEpoch ?? requests[0].Settings.Epochs);
        var members = EnsembleTraining.Run(
            requests, data, fraction,
            member => Control(metrics => progress.EndEpoch(member, metrics, epoch => GoesOn(epoch, member)) && metrics.Epoch != lastEpoch, progress.Warn));
        progress.End(members, data.Train.RowCount, isModel: lastEpoch == null);
        return members;
    }

    private TrainingControl Control(Func<EpochMetrics, bool> endEpoch, Action<string> warn) => new()
    {
        EndEpoch = endEpoch,
        CheckAlive = CheckAlive,
        Warn = warn,
        OnCancellation = options.OnCancellation,
    };

    private bool EndEpoch(TrainingProgress progress, EpochMetrics metrics)
    {
        progress.Report(metrics);
        return GoesOn(metrics, member: 0);
    }

    private bool GoesOn(EpochMetrics metrics, int member)
    {
        if (options.OnEpochEnd == null)
            return true;
        var epoch = new EpochEnd(metrics, member);
        options.OnEpochEnd(epoch);
        return !epoch.Stop;
    }
}
