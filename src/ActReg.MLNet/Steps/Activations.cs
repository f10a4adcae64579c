namespace ActReg.MLNet;

/// <summary>What a step puts out for a batch: a row per example, padded with zeros to whole vectors.</summary>
internal readonly unsafe struct Activations(Matrix values, int units)
{
    public int Units { get; } = units;

    /// <summary>A row's values.</summary>
    public ReadOnlySpan<float> Row(int row) => new(values.Start + row * values.Row, Units);

    /// <summary>A row's values and their padding: whole vectors.</summary>
    public ReadOnlySpan<float> PaddedRow(int row) => new(values.Start + row * values.Row, (int)values.Row);
}
