namespace ActReg.MLNet;

/// <summary>A candidate's value of a variation.</summary>
/// <param name="Name">The variation's.</param>
/// <param name="Value">As text.</param>
/// <param name="Number">The value where it is a number; else <see langword="null"/>.</param>
public sealed record StudySetting(string Name, string Value, double? Number);
