namespace ActReg.MLNet;

/// <summary>The features of a batch that are not 0.</summary>
/// <param name="entries">
/// Each with the column, in training, of the kernel's gradient that it is of, so that those of a column are found; there are as many columns as
/// rows of the gradient in use.
/// </param>
/// <param name="places">Which feature each entry is.</param>
/// <param name="isPacked">Whether the gradient has only rows that are used, the first one last and the others before it.</param>
internal readonly unsafe struct SparseFeatures(SparseRows entries, int* places, bool isPacked)
{
    /// <summary>Whether there are any: else all features stand where the first step reads.</summary>
    public bool Exist => Entries.Exists;

    public SparseRows Entries { get; } = entries;

    public int* Places { get; } = places;

    /// <summary>The rows of the kernel's gradient.</summary>
    /// <param name="kernel">The first step's.</param>
    /// <param name="gradient">By all parameters.</param>
    public Matrix Gradient(WeightPlace kernel, float* gradient)
    {
        var stride = kernel.Layout.StoredColumns;
        return isPacked ? new(gradient + kernel.Offset + kernel.Length - stride, -stride) : kernel.Stored(gradient);
    }
}
