namespace ActReg.MLNet;

/// <summary>How another library names and lays out a layer's weights.</summary>
internal interface IWeightConvention
{
    /// <summary>Why a network's weights cannot be told this way; <see langword="null"/> where they can.</summary>
    string? Problem(NetworkPlan plan);

    /// <summary>Tensors layer by layer.</summary>
    IReadOnlyList<WeightModule> Group(IReadOnlyList<WeightTensor> tensors);

    /// <summary>A layer's weights, in the order of its places; <see langword="null"/> where a module is no such layer, or of another size.</summary>
    IReadOnlyList<float[]>? Import(WeightedLayer layer, WeightModule module);

    /// <summary>What a module would have to have, for messages.</summary>
    string Expected(WeightedLayer layer);

    /// <summary>A layer's tensors there; their names begin with the layer's.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weights">Its weights, in the order of its places.</param>
    /// <exception cref="NotSupportedException">The other library has no such layer.</exception>
    IReadOnlyList<WeightTensor> Export(WeightedLayer layer, IReadOnlyList<WeightTensor> weights);
}
