namespace ActReg.MLNet.Plotting;

/// <summary>Means and their intervals, as coordinates.</summary>
/// <param name="Label">What the legend calls it.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Kind">What is drawn of it.</param>
/// <param name="Points">From left to right.</param>
internal sealed record Band(string Label, SeriesStyle Style, BandKind Kind, IReadOnlyList<BandPoint> Points);

/// <summary>What is drawn of a band.</summary>
internal enum BandKind
{
    /// <summary>A line through all means, in a strip of the intervals.</summary>
    Curve,

    /// <summary>The same, with a marker for each mean.</summary>
    Line,

    /// <summary>A line through markers, whose intervals are bars.</summary>
    LineWithBars,

    /// <summary>Markers, whose intervals are bars.</summary>
    Dots,

    /// <summary>The same, pale: what others are to stand out from.</summary>
    PaleDots,
}

/// <summary>A mean and its interval; the ends are NaN where there is none.</summary>
internal readonly record struct BandPoint(double X, double Mean, double Low, double High)
{
    public bool HasInterval => double.IsFinite(Low) && double.IsFinite(High);

    public static BandPoint Of(double x, MeanInterval interval) => new(x, interval.Mean, interval.Low, interval.High);
}

/// <summary>A mean that does not depend on the axis below; its interval's ends are NaN where none is drawn.</summary>
internal sealed record Level(LegendEntry Entry, double Mean, double Low, double High);

/// <summary>A point that stands out.</summary>
internal sealed record Mark(LegendEntry Entry, double X, double Y);
