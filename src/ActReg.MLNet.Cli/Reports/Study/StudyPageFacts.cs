namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>What a page says of a study's run.</summary>
/// <param name="Title">The heading.</param>
/// <param name="CommandLine">What made it.</param>
/// <param name="Started">When it began.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record StudyPageFacts(string Title, string CommandLine, DateTimeOffset Started, TimeSpan Elapsed);
