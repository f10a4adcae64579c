namespace ActReg.MLNet;

/// <summary>One of a network's weight arrays, as Keras lays it out.</summary>
/// <param name="Name">The layer's name and the weight's, such as <c>dense/kernel</c> or <c>dense_1/bias</c>.</param>
/// <param name="Shape">Its dimensions, such as [inputs, units] for a dense kernel; each layer's type says which.</param>
/// <param name="Values">Its values, row-major.</param>
public sealed record WeightTensor(string Name, int[] Shape, float[] Values)
{
    /// <summary>The same, in arrays of its own.</summary>
    internal WeightTensor Copy() => new(Name, [.. Shape], [.. Values]);
}
