namespace ActReg.MLNet.Tests;

/// <summary>Random rows to train on.</summary>
internal static class TrainingSets
{
    public static TrainingSet Create(Random random, int rows, int features, bool weighted = false) => new(
        features,
        Numbers.Array(random, rows * features, 1.5f),
        [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(2))],
        weighted ? [.. Enumerable.Range(0, rows).Select(_ => 0.2f + 2 * random.NextSingle())] : null);

    /// <summary>The same, with several targets in -1.5 to 1.5 instead of a class.</summary>
    public static TrainingSet WithTargets(Random random, int rows, int features, int targets, bool weighted = false) =>
        Create(random, rows, features, weighted) with { Targets = new(targets, Numbers.Array(random, rows * targets, 1.5f)) };

    /// <summary>The given rows of a set, in that order.</summary>
    public static TrainingSet Take(this TrainingSet set, IReadOnlyList<int> rows) => new(
        set.FeatureCount,
        [.. rows.SelectMany(row => set.Row(row).ToArray())],
        set.TargetCount,
        [.. rows.SelectMany(row => set.Target(row).ToArray())],
        set.Weights == null ? null : [.. rows.Select(set.Weight)]);

    /// <summary>All numbers of all rows, one after the other.</summary>
    public static float[] ToArray(this FeatureValues rows) => [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows.Row(row).ToArray())];

    /// <summary>Rows with so many features on average that are not 0.</summary>
    public static TrainingSet Sparse(Random random, int rows, int features, double nonzeros, int targets = 1, bool weighted = false)
    {
        var set = WithTargets(random, rows, features, targets, weighted);
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in set.Features.InPlace(row))
                value = random.NextDouble() < nonzeros / features ? value : 0;
        }

        return set;
    }

    /// <summary>The same rows without their zeros.</summary>
    public static TrainingSet Compress(this TrainingSet set)
    {
        var rows = new CompressedRows(set.FeatureCount);
        for (var row = 0; row < set.RowCount; row++)
        {
            int[] nonzeros = [.. set.Row(row).ToArray().Index().Where(value => value.Item != 0).Select(value => value.Index)];
            rows.Add(nonzeros.Length, out var places, out var values);
            nonzeros.CopyTo(places);
            for (var i = 0; i < nonzeros.Length; i++)
                values[i] = set.Row(row)[nonzeros[i]];
        }

        return set with { Features = rows };
    }

    public static TrainingData Data(TrainingSet train, TrainingSet? validation = null) =>
        new(new MemoryRows(train), validation == null ? null : new MemoryRows(validation), null, LabelStatistics.Of(train).MeanWeight(null));

    public static int[] AllRows(this TrainingSet set) => [.. Enumerable.Range(0, set.RowCount)];
}
