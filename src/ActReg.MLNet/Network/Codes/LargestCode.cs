namespace ActReg.MLNet;

/// <summary>A code of which only the largest values are kept.</summary>
internal abstract record LargestCode : CodeSparsity
{
    private protected LargestCode(int k, AuxiliaryLoss auxiliary)
    {
        K = Require.AtLeast(1, k);
        Auxiliary = auxiliary;
    }

    /// <summary>How many of a row's.</summary>
    public int K { get; }

    public AuxiliaryLoss Auxiliary { get; private init; }

    internal override bool HasUnitNorm => true;

    internal override CodeSparsity WithoutAuxiliary => this with { Auxiliary = AuxiliaryLoss.None };

    internal override string? Problem(int codeSize) => K <= codeSize ? null : Rule.Broken("sparsity", $"must keep at most the {codeSize} units of the code", this);
}
