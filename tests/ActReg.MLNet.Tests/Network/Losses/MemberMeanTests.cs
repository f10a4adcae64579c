namespace ActReg.MLNet.Tests;

/// <summary>Means of what members put out, the first one's outputs first; <see cref="BatchEnsembleTests"/> holds them against scores.</summary>
[TestClass]
public sealed class MemberMeanTests
{
    [TestMethod]
    public void Of_values() => AreClose([2, 3], Mean(MemberMean.Values, [1, 6, 3, 0]));

    /// <summary>Members whose quantiles are in another order.</summary>
    [TestMethod]
    public void Of_sorted_values() => AreClose([0.5, 4.5], Mean(MemberMean.SortedValues, [1, 6, 3, 0]));

    /// <summary>Exponentials of 1 and 3, of 4 and 16.</summary>
    [TestMethod]
    public void Of_exponentials() =>
        AreClose([Math.Log(2), Math.Log(10)], Mean(MemberMean.Exponentials, [0, MathF.Log(4), MathF.Log(3), MathF.Log(16)]));

    /// <summary>Probabilities of 1/2 and 3/4, of 1/4 and 1/2.</summary>
    [TestMethod]
    public void Of_probabilities() =>
        AreClose([Math.Log(5 / 3.0), Math.Log(3 / 5.0)], Mean(MemberMean.Probabilities, [0, -MathF.Log(3), MathF.Log(3), 0]));

    /// <summary>Probabilities of 1/4 and 3/4, and of 1/2 and 1/2, whatever the shift.</summary>
    [TestMethod]
    public void Of_softmax() => AreClose([Math.Log(3 / 8.0), Math.Log(5 / 8.0)], Mean(MemberMean.Softmax, [7, 7 + MathF.Log(3), -5, -5]));

    /// <summary>Where exponentials overflow, and where a probability is 0 as a number.</summary>
    [TestMethod]
    public void Hold_far_from_0()
    {
        AreClose([5000 - Math.Log(2)], Mean(MemberMean.Exponentials, [5000, -5000]));
        AreClose([-Math.Log(2), -Math.Log(2)], Mean(MemberMean.Softmax, [5000, -5000, -5000, 5000]));
        AreClose([0, -10000], Mean(MemberMean.Softmax, [5000, -5000, 5000, -5000]));
    }

    [TestMethod]
    public void Of_no_number_is_none()
    {
        foreach (var mean in Enum.GetValues<MemberMean>())
            Assert.IsTrue(float.IsNaN(Mean(mean, [1, float.NaN], outputs: 1)[0]), $"{mean}");
    }

    /// <summary>Of more members than a stack is asked for.</summary>
    [TestMethod]
    public void Of_many() => AreClose([99.5], Mean(MemberMean.Values, [.. Enumerable.Range(0, 200).Select(i => (float)i)], outputs: 1));

    private static float[] Mean(MemberMean mean, float[] members, int outputs = 0)
    {
        var result = new float[outputs > 0 ? outputs : members.Length / 2];
        mean.Write(members, result);
        return result;
    }

    private static void AreClose(double[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        foreach (var (a, b) in expected.Zip(actual))
            Assert.AreEqual(a, b, 1e-6 * Math.Max(1, Math.Abs(a)));
    }
}
