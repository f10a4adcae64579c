namespace ActReg.MLNet;

/// <summary>Two concentric circles, scikit-learn 1.2's <c>make_circles</c>.</summary>
internal static class Circles
{
    /// <summary>Points in double precision: class false on the unit circle, class true on the circle of radius
    /// <paramref name="factor"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="noise"/> or <paramref name="factor"/> is out of
    /// range.</exception>
    public static LabeledPoint[] Generate(SampleCounts counts, double? noise, double factor, bool shuffle, RandomState random)
    {
        SampleChecks.Noise(noise);
        SampleChecks.Factor(factor);
        var points = new LabeledPoint[counts.Total];
        Place(points.AsSpan(0, counts.Outer), 1.0, label: false);
        Place(points.AsSpan(counts.Outer), factor, label: true);
        LabeledPoints.ShuffleAndBlur(points, shuffle, noise, random);
        return points;
    }

    private static void Place(Span<LabeledPoint> points, double radius, bool label)
    {
        // One rounded step, multiplied: NumPy's linspace, and i * 2 * pi / n differs from it in the last bit.
        var step = 2 * Math.PI / points.Length;
        for (var i = 0; i < points.Length; i++)
        {
            var angle = i * step;
            points[i] = new LabeledPoint(Math.Cos(angle) * radius, Math.Sin(angle) * radius, label);
        }
    }
}
