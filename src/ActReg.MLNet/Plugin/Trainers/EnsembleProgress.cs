using System.Globalization;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Tells of trainings that run side by side: of one epoch at a time, whichever network's it is.</summary>
internal sealed class EnsembleProgress : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IChannel _channel;
    private readonly IProgressChannel _progress;
    private readonly int _members;
    private readonly int _epochs;
    private int _done;

    /// <param name="channel">Where lines go.</param>
    /// <param name="progress">Where figures go; it is disposed of with this.</param>
    /// <param name="members">The networks.</param>
    /// <param name="epochs">The epochs that were asked for of each.</param>
    public EnsembleProgress(IChannel channel, IProgressChannel progress, int members, int epochs)
    {
        (_channel, _progress, _members, _epochs) = (channel, progress, members, epochs);
        progress.SetHeader(new ProgressHeader([], ["epochs"]), entry => entry.SetProgress(0, Volatile.Read(ref _done), (double)_members * _epochs));
    }

    /// <summary>Tells of an epoch, and asks whether to go on.</summary>
    /// <param name="member">The network.</param>
    /// <param name="metrics">The epoch.</param>
    /// <param name="goesOn">Asked by one thread at a time.</param>
    public bool EndEpoch(int member, EpochMetrics metrics, Func<EpochMetrics, bool> goesOn)
    {
        lock (_gate)
        {
            _done++;
            _channel.Trace("Network {0} of {1}: {2}", member + 1, _members, new EpochLine(metrics, _epochs));
            return goesOn(metrics);
        }
    }

    public void Warn(string message)
    {
        lock (_gate)
            _channel.Warning(message);
    }

    /// <summary>Says in the log how training ended.</summary>
    /// <param name="members">The networks that were trained.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="isModel">Whether they are the model, cancelled or not.</param>
    public void End(IReadOnlyList<EnsembleMember> members, long rows, bool isModel)
    {
        var epochs = string.Join(", ", members.Select(member => (member.Result.RestoredEpoch ?? member.Result.History.Count).ToString(CultureInfo.InvariantCulture)));
        var timeLimit = members[0].Result.TimeLimit;
        if (members.Any(member => member.Result.IsCancelled) || (members.Count < _members && timeLimit == null))
        {
            if (!isModel)
                return;
            _channel.Warning("Training was cancelled; the model is the {0} of {1} networks that have begun, each with its best epoch: {2}.", members.Count, _members, epochs);
        }
        else if (members.Count < _members)
        {
            _channel.Warning(
                "The timeLimit, {0}, was over before all networks had begun: the model is {1} of {2}. They have the weights of epochs {3} of {4}. A longer one, or fewer members, leaves none out.",
                timeLimit!, members.Count, _members, epochs, _epochs);
        }
        else if (members.Any(member => member.Result.EpochsInTime != null))
        {
            var trained = string.Join(", ", members.Select(member => (member.Result.EpochsInTime ?? member.Result.History.Count).ToString("0.##", CultureInfo.InvariantCulture)));
            _channel.Info("Trained {0} networks on {1} rows until the timeLimit, {2}: {3} of {4} epochs. They have the weights of epochs {5}.", _members, rows, timeLimit!, trained, _epochs, epochs);
        }
        else
        {
            _channel.Info("Trained {0} networks on {1} rows. They have the weights of epochs {2} of {3}.", _members, rows, epochs, _epochs);
        }
    }

    public void Dispose()
    {
        _progress.Checkpoint(_done, (double)_members * _epochs);
        _progress.Dispose();
    }
}
