namespace ActReg.MLNet;

/// <summary>How sparse a hidden layer of a candidate is, over trials, on the rows that these trained on; the figures are those of <see cref="LayerSparsity"/>.</summary>
/// <param name="Index">The layer's place.</param>
/// <param name="Units">Its outputs per row.</param>
/// <param name="MeanActivation">Over rows and units.</param>
/// <param name="ZeroFraction">The share of outputs that are 0.</param>
/// <param name="DeadUnitFraction">The share of units that are 0 on every row.</param>
/// <param name="L0PerRow">The units that are not 0, per row.</param>
public sealed record LayerSummary(
    int Index, int Units, MeanInterval MeanActivation, MeanInterval ZeroFraction, MeanInterval DeadUnitFraction, MeanInterval L0PerRow)
{
    /// <param name="layers">A layer in each trial.</param>
    /// <param name="overlap">See <see cref="MeanInterval"/>.</param>
    internal static LayerSummary Of(IReadOnlyList<TrialLayer> layers, double overlap)
    {
        return new(
            layers[0].Index, layers[0].Units, Mean(layer => layer.MeanActivation), Mean(layer => layer.ZeroFraction),
            Mean(layer => layer.DeadUnitFraction), Mean(layer => layer.L0PerRow));

        MeanInterval Mean(Func<TrialLayer, double> figure) => MeanInterval.Of(layers.Select(figure), overlap);
    }
}
