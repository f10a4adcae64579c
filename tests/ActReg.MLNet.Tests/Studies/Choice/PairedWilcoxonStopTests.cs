namespace ActReg.MLNet.Tests.Studies.Choice;

[TestClass]
public sealed class PairedWilcoxonStopTests
{
    /// <summary>One that was beaten on all of n splits is so by chance once in 2^n times: 1/64 and 1/128; at the level itself it is left out, too.</summary>
    [TestMethod]
    [DataRow(0.01, 6, true)]
    [DataRow(0.01, 7, false)]
    [DataRow(1.0 / 64, 5, true)]
    [DataRow(1.0 / 64, 6, false)]
    public void One_that_is_beaten_everywhere_is_left_out_at_the_level(double level, int splits, bool isKept)
    {
        double[][] losses = [[.. Enumerable.Repeat(0.1, splits)], [.. Enumerable.Range(1, splits).Select(split => 0.1 + 0.01 * split)]];
        CollectionAssert.AreEqual(isKept ? (int[])[0, 1] : [0], new PairedWilcoxonStop(level).Keep([0, 1], candidate => losses[candidate]).ToArray());
    }
}
