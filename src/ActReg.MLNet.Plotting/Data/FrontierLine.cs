namespace ActReg.MLNet.Plotting;

/// <summary>What one way to make codes sparse reaches, at several strengths.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">One for each strength.</param>
public sealed record FrontierLine(string Name, IReadOnlyList<FrontierPoint> Points);

/// <summary>What one strength reaches, in several repeats.</summary>
/// <param name="L0">Of each repeat, how many units are on per row.</param>
/// <param name="ExplainedVariance">Of each repeat, as many.</param>
public sealed record FrontierPoint(IReadOnlyList<double> L0, IReadOnlyList<double> ExplainedVariance);
