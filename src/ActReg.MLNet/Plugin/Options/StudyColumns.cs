namespace ActReg.MLNet;

/// <summary>The columns that a study reads.</summary>
/// <param name="Features">A known-size vector of <see cref="float"/>.</param>
/// <param name="Label">Of the task's type; <see langword="null"/> for an autoencoder.</param>
/// <param name="Weight"><see cref="float"/>; <see langword="null"/> where every row counts once.</param>
/// <param name="Group">What rows belong together by; <see langword="null"/> where none do.</param>
internal sealed record StudyColumns(string Features, string? Label, string? Weight, string? Group);
