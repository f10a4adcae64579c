namespace ActReg.MLNet.Cli.Tables;

/// <summary>What is inside a model, and what it does on some rows.</summary>
/// <param name="Layers">Its layers.</param>
/// <param name="Features">The features that the columns become.</param>
/// <param name="Sparsity">Of each hidden layer.</param>
/// <param name="Importance">Of each column.</param>
internal sealed record ModelReport(IReadOnlyList<NetworkLayer> Layers, int Features, SparsityReport Sparsity, PermutationImportance Importance);
