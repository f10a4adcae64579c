namespace ActReg.MLNet;

/// <summary>
/// What <c>Fit</c> does when a checkpoint cannot be written, or deleted at the end: the disk is full, or its folder is gone.
/// </summary>
/// <remarks>A file that cannot be written from the start is always an error, before the first epoch.</remarks>
public enum CheckpointFailureBehavior
{
    /// <summary>
    /// Warns in the log and trains on, with another attempt when the next checkpoint is due. Until one succeeds, training that is
    /// interrupted goes on from the last that did.
    /// </summary>
    Continue,

    /// <summary>Throws <see cref="CheckpointFailedException"/>, which has what has been learned.</summary>
    Throw,
}
