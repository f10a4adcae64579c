namespace ActReg.MLNet;

/// <summary>Holds a network in training: computes its loss and gradient on batches, and updates its weights.</summary>
/// <remarks>Strengths are what each penalized step's activity penalty is multiplied by.</remarks>
internal interface ITrainingEngine : IDisposable
{
    /// <summary>The share of each penalized step's outputs that were exactly 0 in the last <see cref="Step"/>.</summary>
    ReadOnlySpan<double> ZeroFractions { get; }

    /// <summary>One update on the given rows of a set; the figures are those before it.</summary>
    BatchSums Step(TrainingSet set, ReadOnlySpan<int> rows, double learningRate, ReadOnlySpan<double> strengths);

    /// <summary>The figures of the given rows of a set, with no update.</summary>
    BatchSums Evaluate(TrainingSet set, ReadOnlySpan<int> rows, ReadOnlySpan<double> strengths);

    /// <summary>The weights as they are now.</summary>
    IReadOnlyList<WeightTensor> GetWeights();

    /// <summary>Keeps the weights as they are now instead of those kept before, if all are finite, and says whether.</summary>
    bool TryKeepWeights();

    /// <summary>The weights kept last; at first, those that the engine began with.</summary>
    IReadOnlyList<WeightTensor> GetKeptWeights();

    /// <summary>Everything that the next step depends on.</summary>
    EngineState GetState();

    /// <summary>Goes back to what <see cref="GetState"/> of an engine for the same problem returned.</summary>
    void SetState(EngineState state);
}
