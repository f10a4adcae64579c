namespace ActReg.MLNet;

/// <summary>Holds a network in training: computes its loss and gradient on batches, and updates its weights.</summary>
/// <remarks>
/// <para>A step is two operations, with room between them: for clipping, or for the sum of several engines' gradients.</para>
/// <para>Strengths are what each penalized step's activity penalty is multiplied by.</para>
/// </remarks>
internal interface ITrainingEngine : IDisposable
{
    /// <summary>The share of each penalized step's outputs that were exactly 0 in the last batch that had a gradient.</summary>
    ReadOnlySpan<double> ZeroFractions { get; }

    /// <summary>Adds the loss's gradient on some rows to the one that the next <see cref="Update"/> follows.</summary>
    /// <remarks>Parts of a batch, each with the weight of all of it, add up to its gradient, whichever engines compute them.</remarks>
    /// <returns>The rows' figures; nothing where the batch weighs nothing, which has no gradient.</returns>
    BatchSums AddGradient(RowBatch batch, ReadOnlySpan<double> strengths);

    /// <summary>Multiplies what <see cref="AddGradient"/> has added up.</summary>
    void ScaleGradient(double factor);

    /// <summary>Bounds what <see cref="AddGradient"/> has added up.</summary>
    void Clip(GradientClipping clipping);

    /// <summary>Moves the weights by the gradient, which is 0 afterwards.</summary>
    void Update(double learningRate);

    /// <summary>The figures of some rows, with no gradient.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="strengths">As above.</param>
    /// <param name="outputs">Where what the network puts out for them goes, row after row; empty for nowhere.</param>
    BatchSums Evaluate(RowBatch batch, ReadOnlySpan<double> strengths, Span<float> outputs = default);

    /// <summary>What <see cref="AddGradient"/> has added up, in a layout that all engines of the same kind and network have.</summary>
    float[] GetGradient();

    /// <summary>Sets what the next <see cref="Update"/> follows.</summary>
    void SetGradient(ReadOnlySpan<float> gradient);

    /// <summary>The weights as they are now.</summary>
    IReadOnlyList<WeightTensor> GetWeights();

    /// <summary>Keeps the weights as they are now instead of those kept before, if all are finite, and says whether.</summary>
    bool TryKeepWeights();

    /// <summary>The weights kept last; at first, those that the engine began with.</summary>
    IReadOnlyList<WeightTensor> GetKeptWeights();

    /// <summary>Everything that the next step depends on.</summary>
    EngineState GetState();

    /// <summary>Why <see cref="GetState"/> of an engine for the same problem cannot have returned it; <see langword="null"/> where it can.</summary>
    string? Misfit(EngineState state);

    /// <summary>Goes back to what <see cref="GetState"/> of an engine for the same problem returned.</summary>
    void SetState(EngineState state);
}
