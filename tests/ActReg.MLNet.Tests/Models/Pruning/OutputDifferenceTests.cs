using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class OutputDifferenceTests
{
    /// <summary>Outputs x and 2x, and x and 2x + x/4: the difference is |x|/4, whichever row or order it is in.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(599)]
    public void Is_the_largest_of_all_rows_and_outputs(int row)
    {
        var (first, second) = (Linear(1, 2), Linear(1, 2.25f));
        float[] features = [.. Enumerable.Range(0, 600).Select(i => i == row ? -8f : 1)];
        var data = Rows(features);
        Assert.AreEqual(2, OutputDifference.Largest(first, second, data));
        Assert.AreEqual(2, OutputDifference.Largest(second, first, data));
        Assert.AreEqual(0, OutputDifference.Largest(first, Linear(1, 2), data));
    }

    [TestMethod]
    public void Outputs_that_overflow_alike_do_not_differ()
    {
        var data = Rows([1e30f]);
        Assert.AreEqual(0, OutputDifference.Largest(Linear(1e30f), Linear(1e30f), data));
        Assert.AreEqual(double.PositiveInfinity, OutputDifference.Largest(Linear(1e30f), Linear(1), data));
        var notANumber = Networks.Of(1, [Layer.Dense(2), Layer.Dense(1)], [1e30f, -1e30f], [0, 0], [1, 1], [0]);
        Assert.IsTrue(double.IsNaN(OutputDifference.Largest(new NetworkScorer(notANumber), Linear(1), data)));
    }

    /// <summary>Of one feature each.</summary>
    private static VBuffer<float>[] Rows(float[] features) => [.. features.Select(feature => new VBuffer<float>(1, [feature]))];

    private static NetworkScorer Linear(params float[] kernel) =>
        new(Networks.Of(1, [Layer.Dense(kernel.Length)], kernel, new float[kernel.Length]));
}
