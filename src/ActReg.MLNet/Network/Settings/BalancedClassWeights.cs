namespace ActReg.MLNet;

/// <summary><see cref="ClassWeights.Balanced"/>.</summary>
internal sealed record BalancedClassWeights : ClassWeights
{
    private protected override string Text => nameof(Balanced);

    private protected override IReadOnlyList<float> From(IReadOnlyList<double> sums)
    {
        var present = sums.Count(sum => sum > 0);
        var total = sums.Sum();
        return [.. sums.Select(sum => sum > 0 ? (float)(total / (present * sum)) : 1)];
    }
}
