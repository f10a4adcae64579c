namespace ActReg.MLNet.Plotting;

/// <summary>One of a study's figures.</summary>
/// <param name="Name">A short name of small letters and dashes, for files.</param>
/// <param name="Description">What it shows, for those who do not see it.</param>
/// <param name="Figure">The figure.</param>
public sealed record StudyFigure(string Name, string Description, Figure Figure);
