namespace ActReg.MLNet;

/// <summary>What one direction of a recurrent layer computes, and of how much.</summary>
/// <param name="Cell">What is computed.</param>
/// <param name="Timesteps">How often.</param>
/// <param name="Features">What each row reads at a timestep.</param>
/// <param name="Units">The outputs.</param>
internal readonly record struct RecurrentSize(RecurrentCell Cell, int Timesteps, int Features, int Units)
{
    /// <summary>The outputs in whole vectors.</summary>
    public int PaddedUnits => AlignedBuffer.Pad(Units);

    /// <summary>The gates, each in whole vectors.</summary>
    public int PaddedColumns => checked(RecurrentWeights.GateCount(Cell) * PaddedUnits);

    public bool IsGru => Cell == RecurrentCell.Gru;

    public bool IsLstm => Cell == RecurrentCell.Lstm;
}
