namespace ActReg.MLNet;

/// <summary><see cref="ClassWeights.Balanced"/>.</summary>
internal sealed record BalancedClassWeights : ClassWeights
{
    internal override IReadOnlyList<float> For(TrainingSet train, int classCount)
    {
        var sums = new double[classCount];
        for (var row = 0; row < train.RowCount; row++)
            sums[(int)train.Labels[row]] += train.Weights?[row] ?? 1;
        var present = sums.Count(sum => sum > 0);
        var total = sums.Sum();
        return [.. sums.Select(sum => sum > 0 ? (float)(total / (present * sum)) : 1)];
    }
}
