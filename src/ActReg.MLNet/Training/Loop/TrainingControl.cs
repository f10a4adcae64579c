namespace ActReg.MLNet;

/// <summary>How a caller follows a training, and ends it early.</summary>
internal sealed record TrainingControl
{
    /// <summary>Told of each epoch; returns whether to go on.</summary>
    public Func<EpochMetrics, bool> EndEpoch { get; init; } = _ => true;

    /// <summary>Called often; throws <see cref="OperationCanceledException"/> to cancel.</summary>
    public Action CheckAlive { get; init; } = () => { };

    /// <summary>Told of what goes wrong, where training goes on all the same.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>What to do when it is cancelled.</summary>
    public CancellationBehavior OnCancellation { get; init; }

    /// <summary>
    /// Whether training was cancelled: a data view, a penalty or a callback may throw the same exception for a reason of its own.
    /// </summary>
    public bool IsCancelled()
    {
        try
        {
            CheckAlive();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
