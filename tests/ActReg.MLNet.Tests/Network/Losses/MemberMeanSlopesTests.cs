namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class MemberMeanSlopesTests
{
    /// <summary>Against central differences of the mean itself.</summary>
    [TestMethod]
    [DataRow(nameof(MemberMean.Values))]
    [DataRow(nameof(MemberMean.SortedValues))]
    [DataRow(nameof(MemberMean.Exponentials))]
    [DataRow(nameof(MemberMean.Probabilities))]
    [DataRow(nameof(MemberMean.Softmax))]
    public void Slopes_are_the_means_derivatives(string name)
    {
        const int members = 4, outputs = 3;
        const float step = 1f / 64;
        var mean = Enum.Parse<MemberMean>(name);
        var random = new Random(1);
        var values = Numbers.Array(random, members * outputs);
        var slopes = Numbers.Array(random, outputs);
        var actual = new float[values.Length];
        mean.WriteSlopes(values, slopes, actual);
        for (var i = 0; i < values.Length; i++)
        {
            var expected = (Sum(i, step) - Sum(i, -step)) / (2 * step);
            Assert.AreEqual(expected, actual[i], 3e-4, $"{i}");
        }

        double Sum(int place, float change)
        {
            float[] moved = [.. values];
            moved[place] += change;
            var result = new float[outputs];
            mean.Write(moved, result);
            return result.Zip(slopes, (value, slope) => (double)value * slope).Sum();
        }
    }

    /// <summary>Where all members are sure, each counts by how unsure it is.</summary>
    [TestMethod]
    public void Logits_far_from_0_have_finite_slopes()
    {
        var actual = new float[2];
        MemberMean.Probabilities.WriteSlopes([40, 41], [1], actual);
        Assert.AreEqual(1, actual[0] + actual[1], 1e-6);
        Assert.AreEqual(Math.E, actual[0] / actual[1], 1e-5);
    }
}
