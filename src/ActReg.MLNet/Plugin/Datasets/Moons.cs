namespace ActReg.MLNet;

/// <summary>Two interleaving half circles, scikit-learn 1.2's <c>make_moons</c>.</summary>
internal static class Moons
{
    /// <summary>Points in double precision: class false on the upper half of the unit circle, class true on the lower half of
    /// the unit circle around (1, 0.5).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="noise"/> is out of range.</exception>
    public static LabeledPoint[] Generate(SampleCounts counts, double? noise, bool shuffle, RandomState random)
    {
        SampleChecks.Noise(noise);
        var points = new LabeledPoint[counts.Total];
        var outer = points.AsSpan(0, counts.Outer);
        for (var i = 0; i < outer.Length; i++)
        {
            var angle = Angle(i, outer.Length);
            outer[i] = new LabeledPoint(Math.Cos(angle), Math.Sin(angle), Label: false);
        }

        var inner = points.AsSpan(counts.Outer);
        for (var i = 0; i < inner.Length; i++)
        {
            var angle = Angle(i, inner.Length);
            inner[i] = new LabeledPoint(1 - Math.Cos(angle), 1 - Math.Sin(angle) - 0.5, Label: true);
        }

        LabeledPoints.ShuffleAndBlur(points, shuffle, noise, random);
        return points;
    }

    // NumPy's linspace with both ends: the last angle is pi itself, whatever the step's rounding makes of it.
    private static double Angle(int index, int count) =>
        index == 0 ? 0.0 : index == count - 1 ? Math.PI : index * (Math.PI / (count - 1));
}
