namespace ActReg.MLNet;

/// <summary><see cref="ClassWeights.Of"/>.</summary>
internal sealed record GivenClassWeights : ClassWeights
{
    public GivenClassWeights(IReadOnlyList<float> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        for (var i = 0; i < weights.Count; i++)
            Require.NotNegative(weights[i], $"weights[{i}]");
        if (!weights.Any(weight => weight > 0))
            throw new ArgumentException(Rule.Broken(nameof(weights), "must have one above 0", $"[{string.Join(", ", weights)}]"), nameof(weights));
        Weights = new ValueList<float>(weights);
    }

    public IReadOnlyList<float> Weights { get; }

    internal override string? Problem(int classCount) => Weights.Count == classCount
        ? null : Rule.Broken("classWeights", $"must have {classCount} entries, one per class", Weights.Count);

    private protected override IReadOnlyList<float> From(IReadOnlyList<double> sums) => Weights;
}
