using ScottPlot;
using SkiaSharp;

namespace ActReg.MLNet.Plotting;

/// <summary>Open Sans, read from this assembly, so that figures have text on machines without any font.</summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>A name of our own: an Open Sans installed on the machine, of whatever version, never stands in.</summary>
    public const string Name = "ActReg Open Sans";

    private static readonly SKTypeface Regular = Load("OpenSans-Regular.ttf");
    private static readonly SKTypeface Bold = Load("OpenSans-Bold.ttf");

    static FigureFont()
    {
        ScottPlot.Fonts.FontResolvers.Add(new FigureFont());

        // ScottPlot keeps what it resolved, so after this no drawing thread walks the list that others may still add to.
        _ = ScottPlot.Fonts.GetTypeface(Name, bold: false, italic: false);
        _ = ScottPlot.Fonts.GetTypeface(Name, bold: true, italic: false);
    }

    private FigureFont()
    {
    }

    /// <summary>Makes <see cref="Name"/> known to ScottPlot, once per process.</summary>
    public static void Register() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(FigureFont).TypeHandle);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Name ? null : bold ? Bold : Regular;

    private static SKTypeface Load(string resource)
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream(resource)!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
