using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Names for the slots of what a layer puts out.</summary>
internal static class SlotNames
{
    /// <summary>The layer and the place: <c>dense.0</c>, or of a feature map row, column and channel: <c>conv2d.0.0.1</c>.</summary>
    public static VBuffer<ReadOnlyMemory<char>> Of(string layer, LayerShape shape)
    {
        var dimensions = shape.ToArray();
        var names = new ReadOnlyMemory<char>[shape.Size];
        for (var i = 0; i < names.Length; i++)
        {
            var (place, rest) = ("", i);
            for (var d = dimensions.Length - 1; d >= 0; d--)
                (place, rest) = ($".{rest % dimensions[d]}{place}", rest / dimensions[d]);
            names[i] = (layer + place).AsMemory();
        }

        return new VBuffer<ReadOnlyMemory<char>>(names.Length, names);
    }
}
