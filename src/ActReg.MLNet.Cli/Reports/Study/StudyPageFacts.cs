namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>What a page says of a study's run.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Subject">What was studied.</param>
/// <param name="CommandLine">What made it.</param>
/// <param name="Started">When it began.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record StudyPageFacts(string Title, StudyPageSubject Subject, string CommandLine, DateTimeOffset Started, TimeSpan Elapsed);

/// <summary>What a page says of what was studied.</summary>
/// <param name="Data">The data, in a line.</param>
/// <param name="Columns">The columns that it is told by.</param>
/// <param name="Network">The layers, and how they are trained.</param>
/// <param name="TrainCommand">What trains the candidate that was chosen, or why nothing does; or <see langword="null"/>.</param>
internal sealed record StudyPageSubject(string Data, string Columns, string Network, string? TrainCommand);
