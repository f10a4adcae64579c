using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Which timesteps of each of some rows are masked.</summary>
/// <param name="mask">How to tell; null where none is.</param>
/// <param name="features">The rows' features.</param>
internal readonly unsafe struct RowMasks(TimestepMask? mask, Matrix features)
{
    /// <summary>Whether any may be.</summary>
    public bool Exist => mask is not null;

    /// <summary>Those of the rows from one on.</summary>
    public RowMasks From(int row) => new(mask, features.From(row));

    public bool Hide(int row, int timestep) => mask is not null && mask.Hides(features.Start + row * features.Row, timestep);

    /// <summary>Runs a pass over the rows for which a timestep is not masked.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public void RunUnmasked<TPass>(ref TPass pass, int rows, int columns, int timestep)
        where TPass : struct, ITilePass
    {
        if (!Exist)
            TilePass.Run(ref pass, Tile.All(rows, columns));
        for (var row = 0; Exist && row < rows; row++)
        {
            if (!Hide(row, timestep))
                TilePass.Run(ref pass, new Tile(row, 1, 0, columns));
        }
    }
}
