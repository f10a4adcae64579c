namespace ActReg.MLNet;

/// <summary><see cref="ClassWeights.Of"/>.</summary>
internal sealed record GivenClassWeights : ClassWeights
{
    public GivenClassWeights(IReadOnlyList<float> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Weights = new ValueList<float>(weights);
        for (var i = 0; i < Weights.Count; i++)
        {
            // A name for each of a million takes long.
            if (Rule.NotNegative(Weights[i], nameof(weights)) != null)
                Require.NotNegative(Weights[i], $"weights[{i}]");
        }

        if (!Weights.Any(weight => weight > 0))
            throw new ArgumentException(Rule.Broken(nameof(weights), "must have one above 0", Excerpt.Of(Weights)), nameof(weights));
    }

    public IReadOnlyList<float> Weights { get; }

    private protected override string Text => Excerpt.Of(Weights);

    internal override bool LeavesOutClasses => Weights.Any(weight => weight == 0);

    internal override string? Problem(int classCount) => Weights.Count == classCount
        ? null : Rule.Broken("classWeights", $"must have {classCount} entries, one per class", Weights.Count);

    private protected override IReadOnlyList<float> From(IReadOnlyList<double> sums) => Weights;
}
