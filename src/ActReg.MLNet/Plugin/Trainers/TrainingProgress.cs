using System.Globalization;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Tells of a training in ML.NET's own ways: a line per epoch in the log, and figures for whoever asks.</summary>
/// <remarks>
/// ML.NET keeps each checkpoint of a progress channel until it is fetched, and an <see cref="Microsoft.ML.MLContext"/> never
/// fetches any. So there is one checkpoint, at the end; before it, progress is there to be asked for.
/// </remarks>
internal sealed class TrainingProgress : IDisposable
{
    private readonly IChannel _channel;
    private readonly IProgressChannel _progress;
    private readonly int _epochs;
    private volatile EpochMetrics? _last;

    /// <param name="channel">Where lines go.</param>
    /// <param name="progress">Where figures go; it is disposed of with this.</param>
    /// <param name="epochs">The epochs that were asked for.</param>
    public TrainingProgress(IChannel channel, IProgressChannel progress, int epochs)
    {
        _channel = channel;
        _progress = progress;
        _epochs = epochs;
        progress.SetHeader(new ProgressHeader(["Loss", "Validation Data Loss"], ["epochs"]), Fill);
    }

    public void Report(EpochMetrics metrics)
    {
        if (_last == null && metrics.Epoch > 1)
            _channel.Info("Training went on from a checkpoint, with epoch {0}.", metrics.Epoch);
        _last = metrics;
        _channel.Trace("{0}", new EpochLine(metrics, _epochs));
    }

    public void Warn(string message) => _channel.Warning(message);

    /// <summary>Says in the log how training ended.</summary>
    /// <param name="result">What it ended with.</param>
    /// <param name="rows">The rows that it trained on.</param>
    public void End(TrainingResult result, long rows)
    {
        if (result.IsCancelled)
        {
            _channel.Warning(
                "Training was cancelled in epoch {0} of {1}; the model is the best so far.", result.History.Count + 1, _epochs);
        }
        else if (result.EpochsInTime is { } epochs)
        {
            _channel.Info(
                "Trained until the timeLimit, {0}: {1} of {2} epochs on {3} rows.{4}", result.Time!, epochs.ToString("0.##", CultureInfo.InvariantCulture), _epochs, rows,
                Restored(result));
        }

        else
        {
            _channel.Info(
                "Trained {0} of {1} epochs on {2} rows; the last epoch's loss was {3}.{4}", result.History.Count, _epochs, rows,
                result.History[^1].Loss.ToString("g5", CultureInfo.InvariantCulture), Restored(result));
        }
    }

    public void Dispose()
    {
        if (_last is { } last)
            _progress.Checkpoint(last.Loss, Applicable(last.ValidationDataLoss), last.Epoch, _epochs);
        _progress.Dispose();
    }

    private static string Restored(TrainingResult result) => result.RestoredEpoch is { } epoch
        ? $" The model has the weights of epoch {epoch}, the best one." : "";

    private void Fill(IProgressEntry entry)
    {
        var last = _last;
        entry.SetProgress(0, last?.Epoch ?? 0, _epochs);
        if (last == null)
            return;
        entry.SetMetric(0, last.Loss);
        if (Applicable(last.ValidationDataLoss) is { } loss)
            entry.SetMetric(1, loss);
    }

    private static double? Applicable(double figure) => double.IsNaN(figure) ? null : figure;
}
