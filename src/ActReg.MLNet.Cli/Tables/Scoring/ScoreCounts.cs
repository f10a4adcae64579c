namespace ActReg.MLNet.Cli.Tables;

/// <summary>What came of scoring a table.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Unscored">Those that could not be scored.</param>
/// <param name="FirstProblem">What was wrong with the first of these; or <see langword="null"/>.</param>
internal sealed record ScoreCounts(long Rows, long Unscored, string? FirstProblem);
