namespace ActReg.MLNet;

/// <summary>What <c>Fit</c> does when the options' token or the context cancels it after training has begun.</summary>
/// <remarks>Cancelled before the first update, while it reads data for example, it always throws.</remarks>
public enum CancellationBehavior
{
    /// <summary>Throws <see cref="OperationCanceledException"/>; there is no model.</summary>
    Throw,

    /// <summary>
    /// Warns in the log and returns a model: of the best epoch, if <see cref="EarlyStopping"/> is to restore its weights; else of
    /// the weights as they are. The history has the epochs that were completed, and may have none.
    /// </summary>
    KeepBest,
}
