using System.Globalization;

namespace ActReg.MLNet.Tests;

/// <summary>One call of scikit-learn's <c>make_circles</c> or <c>make_moons</c> and what it returned.</summary>
/// <remarks><c>NSamples</c> is one number of rows for both shapes or one for each; <c>Xy</c> holds the points' bits, row by row;
/// <c>Labels</c> a digit per row.</remarks>
internal sealed record PointCase(
    int[] NSamples, double? Noise, uint RandomState, bool Shuffle, string Xy, string Labels, double Factor = double.NaN)
{
    public SampleCounts Counts => NSamples is [var both] ? SampleCounts.Split(both) : SampleCounts.Of(NSamples[0], NSamples[1]);

    public void AssertEqual(LabeledPoint[] actual)
    {
        var what = ToString();
        Assert.AreEqual(Labels, string.Concat(actual.Select(point => point.Label ? '1' : '0')), what);
        GoldenDoubles.AreEqual(GoldenDoubles.Parse(Xy), [.. actual.SelectMany(point => new[] { point.X, point.Y })], what);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"n_samples {string.Join('+', NSamples)}, noise {Noise?.ToString(CultureInfo.InvariantCulture) ?? "None"}, "
        + $"random_state {RandomState}, factor {Factor}, shuffle {Shuffle}");
}
