namespace ActReg.MLNet;

/// <summary>Where the checkpoint of one training is kept.</summary>
internal interface ICheckpointStore
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>The checkpoint; <see langword="null"/> where there is none.</summary>
    /// <exception cref="InvalidOperationException">What is there is damaged, or is something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    Checkpoint? Read();

    /// <summary>Replaces the checkpoint by another: whatever happens, one of the two is there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Write(Checkpoint checkpoint);

    /// <summary>Deletes the checkpoint, if there is one.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    void Delete();
}
