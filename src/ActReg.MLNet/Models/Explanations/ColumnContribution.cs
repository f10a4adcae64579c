namespace ActReg.MLNet;

/// <summary>What a source column contributes to the scores of rows: of one in many slots, such as a category, what all of them do together.</summary>
/// <param name="Name">The column, as the slots' names tell it; of a slot without a name, its place.</param>
/// <param name="SlotCount">The slots that it has in the features.</param>
/// <param name="Mean">Its contribution, on average over the rows.</param>
/// <param name="MeanAbsolute">The absolute value of its contribution, on average over the rows.</param>
public sealed record ColumnContribution(string Name, int SlotCount, double Mean, double MeanAbsolute);
