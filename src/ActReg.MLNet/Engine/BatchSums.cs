namespace ActReg.MLNet;

/// <summary>What batches, or parts of them, measured, as sums over rows: each counts by its weight.</summary>
/// <param name="Weight">The number of rows, or their sum of weights.</param>
/// <param name="DataLoss">The summed loss of the predictions.</param>
/// <param name="ActivityPenalty">What the rows add to their batch's activity penalty, times the weight of all of the batch.</param>
/// <param name="KernelPenalty">The kernel penalty times <paramref name="Weight"/>.</param>
/// <param name="Correct">The weight of the rows classified correctly; NaN where nothing is classified.</param>
internal readonly record struct BatchSums(double Weight, double DataLoss, double ActivityPenalty, double KernelPenalty, double Correct)
{
    /// <summary>Everything that is minimized.</summary>
    public double Loss => DataLoss + ActivityPenalty + KernelPenalty;

    public static BatchSums operator +(BatchSums a, BatchSums b) => new(
        a.Weight + b.Weight, a.DataLoss + b.DataLoss, a.ActivityPenalty + b.ActivityPenalty, a.KernelPenalty + b.KernelPenalty,
        a.Correct + b.Correct);
}
