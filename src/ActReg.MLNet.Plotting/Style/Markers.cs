using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>How a row of data looks.</summary>
internal static class Markers
{
    /// <summary>A dot with a white rim, so that it stands out from its neighbors and from a surface; or a ring.</summary>
    public static MarkerStyle Style(Color color, float size, bool hollow, MarkerShape shape = MarkerShape.FilledCircle) => new()
    {
        Shape = shape,
        Size = hollow ? size - 1 : size,
        FillColor = hollow ? Colors.White : color,
        LineColor = color,
        OutlineColor = hollow ? color : Colors.White,
        OutlineWidth = hollow ? size / 5 : size / 9,
    };

    /// <summary>The diameter that keeps that many rows apart on one panel.</summary>
    public static float SizeFor(int rowCount) => rowCount switch
    {
        <= 300 => 9,
        <= 1500 => 7,
        <= 5000 => 5,
        _ => 3.5f,
    };
}
