namespace ActReg.MLNet;

/// <summary>A row with what a model makes of it.</summary>
/// <param name="Labels">Finite.</param>
/// <param name="Scores">Finite.</param>
/// <param name="Weight">Above 0.</param>
internal readonly record struct ScoredRow(float[] Labels, float[] Scores, float Weight);
