namespace ActReg.MLNet.OnnxTests;

/// <summary>Compares what ONNX Runtime scores.</summary>
internal static class Scores
{
    /// <summary>Fails where numbers differ by more than a share of the largest of them, or only one is NaN or infinite.</summary>
    public static void AreEqual(IReadOnlyList<float> expected, IReadOnlyList<float> actual, string what, double tolerance = 1e-5)
    {
        Assert.HasCount(expected.Count, actual, what);
        var largest = expected.Where(float.IsFinite).Select(MathF.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Count; i++)
        {
            var isEqual = float.IsFinite(expected[i]) ? Math.Abs(expected[i] - actual[i]) <= tolerance * largest : expected[i].Equals(actual[i]);
            Assert.IsTrue(isEqual, $"{what}: {i} is {actual[i]}, not {expected[i]}; the largest is {largest}.");
        }
    }
}
