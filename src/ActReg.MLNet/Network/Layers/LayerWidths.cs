namespace ActReg.MLNet;

/// <summary>Hidden layers that differ in nothing but their units.</summary>
internal static class LayerWidths
{
    /// <summary>As many layers like the first as there are numbers of units.</summary>
    /// <exception cref="ArgumentException">The layers are not dense, or differ in something else.</exception>
    public static IReadOnlyList<Layer> With(IReadOnlyList<Layer> layers, IReadOnlyList<int> units)
    {
        if (layers is not [DenseLayer first, ..] || layers.Any(layer => layer.WithUnits(first.Units) != first))
        {
            throw new ArgumentException(Rule.Broken(
                "layers", "must be dense layers which differ in nothing but their units, for hidden units to be varied; vary options => options.Layers instead",
                Excerpt.Of([.. layers.Select(layer => layer.Text)])));
        }

        return [.. units.Select(first.WithUnits)];
    }
}
