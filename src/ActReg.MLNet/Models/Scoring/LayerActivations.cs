namespace ActReg.MLNet;

/// <summary>What one layer of a network puts out for one row.</summary>
/// <param name="LayerIndex">The layer's place in <see cref="NetworkModelParametersBase{TOutput}.Layers"/>.</param>
/// <param name="Shape">[units], [timesteps, features] or [height, width, channels].</param>
/// <param name="Values">Row-major in that shape; after the layer's own activation, if it has one.</param>
public sealed record LayerActivations(int LayerIndex, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>The layer, the shape and the first values.</summary>
    public override string ToString() => $"layers[{LayerIndex}]: {LayerShape.Text(Shape)} of {Excerpt.Of(Values)}";
}
