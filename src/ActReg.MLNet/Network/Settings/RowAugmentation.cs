namespace ActReg.MLNet;

/// <summary>Changes the features of a row that is put into a batch.</summary>
/// <param name="features">The row's, in a copy of its own; all of them must be finite afterwards.</param>
/// <param name="random">
/// What to draw from: it begins anew for each row, by the training's seed, the epoch and the row's place in it, so that a training can be
/// repeated, and goes on from a checkpoint as if it had never been interrupted.
/// </param>
public delegate void RowAugmentation(Span<float> features, Random random);
