namespace ActReg.MLNet.Tests;

/// <summary>Random rows to train on.</summary>
internal static class TrainingSets
{
    public static TrainingSet Create(Random random, int rows, int features, bool weighted = false) => new(
        features,
        Numbers.Array(random, rows * features, 1.5f),
        [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(2))],
        weighted ? [.. Enumerable.Range(0, rows).Select(_ => 0.2f + 2 * random.NextSingle())] : null);

    /// <summary>The given rows of a set, in that order.</summary>
    public static TrainingSet Take(this TrainingSet set, IReadOnlyList<int> rows) => new(
        set.FeatureCount,
        [.. rows.SelectMany(row => set.Row(row).ToArray())],
        [.. rows.Select(row => set.Targets[row])],
        set.Weights == null ? null : [.. rows.Select(row => set.Weights[row])]);

    public static TrainingData Data(TrainingSet train, TrainingSet? validation = null) =>
        new(new MemoryRows(train), validation == null ? null : new MemoryRows(validation), null);

    public static int[] AllRows(this TrainingSet set) => [.. Enumerable.Range(0, set.RowCount)];
}
