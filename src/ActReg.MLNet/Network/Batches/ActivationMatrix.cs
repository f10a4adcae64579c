using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>What a step puts out for a batch: a row per example, padded with zeros to whole vectors.</summary>
/// <param name="values">The rows.</param>
/// <param name="shape">A row's.</param>
/// <param name="masks">The timesteps that are masked of it.</param>
internal readonly unsafe struct ActivationMatrix(Matrix values, LayerShape shape, RowMasks masks = default)
{
    public Matrix Values { get; } = values;

    public int Units { get; } = shape.Size;

    /// <summary>Of a sequence, the values of a timestep.</summary>
    public int Channels => shape.Channels;

    /// <summary>Of a sequence.</summary>
    public int Timesteps => shape.Width;

    /// <summary>Which timesteps are masked.</summary>
    public RowMasks Masks => masks;

    /// <summary>The first rows, with their padding.</summary>
    public Tile All(int rows) => Tile.All(rows, AlignedBuffer.Pad(Units));

    /// <summary>A row's values.</summary>
    public ReadOnlySpan<float> Row(int row) => new(Start(row), Units);

    /// <summary>A row's values and their padding: whole vectors.</summary>
    public ReadOnlySpan<float> PaddedRow(int row) => new(Start(row), (int)Values.Row);

    /// <summary>Where a row's values begin.</summary>
    public float* Start(int row) => Values.Start + row * Values.Row;

    /// <summary>Where a row's next timesteps that are not masked begin and end among its values; at its end where there are none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="from">Where to begin: the first value of a timestep.</param>
    [MethodImpl(Compilation.AtOnce)]
    public (int Start, int End) NextKept(int row, int from)
    {
        if (!masks.Exist)
            return (from, Units);
        var first = from / Channels;
        while (first < Timesteps && masks.Hide(row, first))
            first++;
        var end = first;
        while (end < Timesteps && !masks.Hide(row, end))
            end++;
        return (first * Channels, end * Channels);
    }
}
