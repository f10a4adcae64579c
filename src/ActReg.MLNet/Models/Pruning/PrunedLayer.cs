namespace ActReg.MLNet;

/// <summary>What pruning did to one hidden dense layer or convolution, whose units are its channels.</summary>
/// <param name="LayerIndex">
/// The layer's place in <see cref="NetworkModelParametersBase{TOutput}.Layers"/>, the same before and after.
/// </param>
/// <param name="UnitsBefore">Its units before.</param>
/// <param name="UnitsAfter">Its units after: at least 1.</param>
public sealed record PrunedLayer(int LayerIndex, int UnitsBefore, int UnitsAfter)
{
    /// <summary>In a few words.</summary>
    public override string ToString() => $"layers[{LayerIndex}]: {UnitsBefore} units, now {UnitsAfter}";
}
