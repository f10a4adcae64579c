namespace ActReg.MLNet.Cli.Tables;

/// <summary>What is inside a model, and what it does on some rows.</summary>
/// <param name="Layers">The layers of its network, of several the first one's.</param>
/// <param name="Features">The features that the columns become.</param>
/// <param name="NetworkSparsity">Of each network, each hidden layer's.</param>
/// <param name="Importance">Of each column, for all networks together.</param>
internal sealed record ModelReport(IReadOnlyList<NetworkLayer> Layers, int Features, IReadOnlyList<SparsityReport> NetworkSparsity, PermutationImportance Importance)
{
    /// <summary>The networks that score together.</summary>
    public int Networks => NetworkSparsity.Count;

    /// <summary>That of the only network; <see langword="null"/> of several.</summary>
    public SparsityReport? Sparsity => NetworkSparsity is [var only] ? only : null;
}
