namespace ActReg.MLNet;

/// <summary>Holds a network in training: computes its loss and gradient on batches, and updates its weights.</summary>
internal interface ITrainingEngine : IDisposable
{
    /// <summary>One update on the given rows of the training set; the figures are those before it.</summary>
    BatchSums Step(ReadOnlySpan<int> rows);

    /// <summary>The figures of the given rows of a set, with no update.</summary>
    BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows);

    /// <summary>The weights as they are now.</summary>
    IReadOnlyList<WeightTensor> GetWeights();
}
