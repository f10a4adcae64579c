namespace ActReg.MLNet;

/// <summary>How much a network needs one source column.</summary>
/// <param name="Name">The column, as the slots' names tell it; of a slot without a name, its place.</param>
/// <param name="SlotCount">The slots that it has in the features.</param>
/// <param name="LossIncrease">
/// By how much the mean loss rises when the column's values are exchanged between rows, on average over the permutations; near 0, or
/// below, where it is not needed.
/// </param>
/// <param name="StandardError">That of <paramref name="LossIncrease"/>, from the scatter of the permutations; NaN of a single one.</param>
public sealed record ColumnImportance(string Name, int SlotCount, double LossIncrease, double StandardError);
