namespace ActReg.MLNet.Cli.Tables;

/// <summary>What rows are and what they are told to be.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Counts">For each of them, the rows told to be of each.</param>
internal sealed record ConfusionCounts(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<double>> Counts);
