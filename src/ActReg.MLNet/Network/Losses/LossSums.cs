namespace ActReg.MLNet;

/// <summary>Sums over rows, each counted by its weight.</summary>
/// <param name="Loss">Of the rows' losses.</param>
/// <param name="Correct">Of the rows classified correctly; NaN where nothing is classified.</param>
internal readonly record struct LossSums(double Loss, double Correct);
