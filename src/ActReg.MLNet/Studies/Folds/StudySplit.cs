namespace ActReg.MLNet;

/// <summary>Which rows a trial trains on, and which it is evaluated on.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Seed">Of its trainings.</param>
/// <param name="Train">Places in the data.</param>
/// <param name="Evaluation">Places in the data; <see langword="null"/> for the test data, all of them.</param>
internal sealed record StudySplit(string Name, int Seed, int[] Train, int[]? Evaluation);
