namespace ActReg.MLNet;

/// <summary>Batches of one set of rows, epoch after epoch; for one thread.</summary>
internal interface IBatches : IDisposable
{
    /// <summary>Begins an epoch.</summary>
    /// <param name="epoch">
    /// Its number, from 0: any at first, and then the one after that whose batches have all been asked for.
    /// </param>
    void StartEpoch(int epoch);

    /// <summary>
    /// The next batch of the epoch, which has as many as its rows fill. It is valid until the next is asked for.
    /// </summary>
    RowBatch Next();
}
