using System.Runtime.Intrinsics;

namespace ActReg.MLNet.Tests;

/// <summary>Sine and cosine of turns against those of a double.</summary>
[TestClass]
public sealed class TurnsTests
{
    private static readonly float[] Grid =
    [
        .. Enumerable.Range(-8000, 16001).Select(i => i / 2000f), .. Enumerable.Range(-400, 801).Select(i => i * 1021.337f),
        .. Enumerable.Range(1, 120).Select(i => MathF.Pow(10, -i / 4f)).SelectMany(x => new[] { x, -x }), 0, -0f, 1e9f, -3e38f,
    ];

    [TestMethod]
    public void Are_to_a_few_units_of_1()
    {
        foreach (var turns in Grid)
        {
            // Exact: a double's remainder, as a float's, is.
            var angle = 2 * Math.PI * Math.IEEERemainder(turns, 1);
            Assert.AreEqual(Math.Cos(angle), Turns.Cos(Vector256.Create(turns))[0], 2.5e-7, $"cosine of {turns}");
            Assert.AreEqual(Math.Sin(angle), Turns.Sin(Vector256.Create(turns))[0], 2.5e-7, $"sine of {turns}");
        }
    }

    [TestMethod]
    [DataRow(float.PositiveInfinity)]
    [DataRow(float.NegativeInfinity)]
    [DataRow(float.NaN)]
    public void Of_what_is_not_finite_there_is_none(float turns)
    {
        Assert.IsTrue(float.IsNaN(Turns.Cos(Vector256.Create(turns))[0]));
        Assert.IsTrue(float.IsNaN(Turns.Sin(Vector256.Create(turns))[0]));
    }
}
