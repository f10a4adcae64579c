namespace ActReg.MLNet;

/// <summary>Applies <see cref="ClassWeights"/>.</summary>
internal static class ClassWeighting
{
    /// <summary>The same rows with their weights multiplied.</summary>
    /// <exception cref="InvalidOperationException">No row is left with a weight above 0.</exception>
    public static TrainingSet Weigh(this TrainingSet train, ClassWeights classWeights, int classCount)
    {
        var byClass = classWeights.For(train, classCount);
        var weights = new float[train.RowCount];
        for (var row = 0; row < weights.Length; row++)
            weights[row] = byClass[(int)train.Labels[row]] * (train.Weights?[row] ?? 1);
        return weights.AsSpan().ContainsAnyExcept(0)
            ? train with { Weights = weights }
            : throw new InvalidOperationException("classWeights leave no row of the training set with a weight above 0: its rows are all of classes of weight 0.");
    }
}
