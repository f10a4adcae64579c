namespace ActReg.MLNet;

/// <summary>Which timesteps of each of some rows are masked.</summary>
/// <param name="mask">How to tell; null where none is.</param>
/// <param name="features">The rows' features.</param>
internal readonly unsafe struct RowMasks(TimestepMask? mask, Matrix features)
{
    /// <summary>Whether any can be.</summary>
    public bool Exist => mask is not null;

    /// <summary>Those of rows from one on.</summary>
    public RowMasks From(int row) => mask is null ? default : new(mask, features.From(row));

    public bool Hide(int row, int timestep) => mask is not null && mask.Hides(features.Start + row * features.Row, timestep);
}
