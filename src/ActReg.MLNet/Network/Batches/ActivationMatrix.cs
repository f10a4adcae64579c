namespace ActReg.MLNet;

/// <summary>What a step puts out for a batch: a row per example, padded with zeros to whole vectors.</summary>
internal readonly unsafe struct ActivationMatrix(Matrix values, int units)
{
    public Matrix Values { get; } = values;

    public int Units { get; } = units;

    /// <summary>The first rows, with their padding.</summary>
    public Tile All(int rows) => Tile.All(rows, AlignedBuffer.Pad(Units));

    /// <summary>A row's values.</summary>
    public ReadOnlySpan<float> Row(int row) => new(Values.Start + row * Values.Row, Units);

    /// <summary>A row's values and their padding: whole vectors.</summary>
    public ReadOnlySpan<float> PaddedRow(int row) => new(Values.Start + row * Values.Row, (int)Values.Row);
}
