namespace ActReg.MLNet;

/// <summary>How rows come in batches.</summary>
/// <param name="BatchSize">The rows per batch; the last one of an epoch may have fewer.</param>
/// <param name="Epochs">The epochs that there are at most.</param>
/// <param name="ShuffleSeed">The seed of each epoch's order; <see langword="null"/> where rows come as they are.</param>
internal sealed record BatchOrder(int BatchSize, int Epochs, int? ShuffleSeed);
