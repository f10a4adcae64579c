namespace ActReg.MLNet;

/// <summary>Applies <see cref="ClassWeights"/>.</summary>
internal static class ClassWeighting
{
    /// <summary>The same rows with their weights multiplied.</summary>
    public static TrainingSet Weigh(this TrainingSet train, ClassWeights classWeights, int classCount)
    {
        var byClass = classWeights.For(train, classCount);
        var weights = new float[train.RowCount];
        for (var row = 0; row < weights.Length; row++)
            weights[row] = byClass[(int)train.Labels[row]] * (train.Weights?[row] ?? 1);
        return train with { Weights = weights };
    }
}
