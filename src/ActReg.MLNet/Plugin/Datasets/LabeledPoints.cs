namespace ActReg.MLNet;

/// <summary>What scikit-learn's generators of two classes in the plane have in common.</summary>
internal static class LabeledPoints
{
    /// <summary>Shuffles the rows, then adds Gaussian noise to them: in this order the draws are scikit-learn's.</summary>
    public static void ShuffleAndBlur(Span<LabeledPoint> points, bool shuffle, double? noise, RandomState random)
    {
        if (shuffle)
            random.Shuffle(points);
        if (noise is not { } deviation)
            return;
        foreach (ref var point in points)
        {
            var x = point.X + random.Normal(0.0, deviation);
            var y = point.Y + random.Normal(0.0, deviation);
            point = point with { X = x, Y = y };
        }
    }
}
