using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How sparse a hidden layer was in a trial; the figures are those of <see cref="LayerSparsity"/>.</summary>
/// <param name="Index">The layer's place.</param>
/// <param name="Units">Its outputs per row.</param>
/// <param name="MeanActivation">Over rows and units.</param>
/// <param name="ZeroFraction">The share of outputs that are 0.</param>
/// <param name="DeadUnitFraction">The share of units that are 0 on every row.</param>
/// <param name="L0PerRow">The units that are not 0, per row.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record TrialLayer(int Index, int Units, double MeanActivation, double ZeroFraction, double DeadUnitFraction, double L0PerRow)
{
    internal static TrialLayer Of(LayerSparsity layer) =>
        new(layer.LayerIndex, layer.Units, layer.MeanActivation, layer.ZeroFraction, layer.DeadUnitFraction, layer.L0PerRow);
}
