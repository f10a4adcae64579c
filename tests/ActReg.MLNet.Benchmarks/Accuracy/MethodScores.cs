namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>A method's accuracy, or R², in each fold.</summary>
internal sealed record MethodScores(string Method, IReadOnlyList<double> Scores);
