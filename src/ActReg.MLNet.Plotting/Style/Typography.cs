using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Sizes of text, in layout pixels, and how labels take them.</summary>
internal static class Typography
{
    public const float FigureTitle = 19;
    public const float PanelTitle = 16;
    public const float AxisLabel = 14;
    public const float Tick = 13;
    public const float Legend = 14;

    public static void Apply(LabelStyle label, float size, bool bold = false)
    {
        label.FontName = FigureFont.Name;
        label.FontSize = size;
        label.Bold = bold;
        label.ForeColor = Palette.Ink;
    }

    /// <summary>The text broken between words into lines that fit <paramref name="width"/>.</summary>
    public static string Wrap(string text, LabelStyle label, float width, Paint paint)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' '))
            {
                string longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length > 0 && label.Measure(longer, paint).Width > width)
                {
                    lines.Add(line);
                    longer = word;
                }

                line = longer;
            }

            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
