using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class TorchRowsTests
{
    /// <summary>As they are on a GPU, and as they are on the CPU; 8,192 rows of 7 are a chunk.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_batch_has_the_rows_that_were_asked_for(bool isGivenAll)
    {
        TorchRuntime.EnsureLoaded();
        var values = new RowValues(7);
        for (var row = 0; row < 20_000; row++)
            values.Add().Fill(row);
        using var scope = NewDisposeScope();
        using var rows = new TorchRows(values, CPU, isGivenAll);
        AssertAre([3, 19_999, 8192, 8191, 3], [3, 19_999, 8192, 8191, 3]);
        AssertAre(null, [8190, 8191, 8192, 8193]);

        void AssertAre(long[]? index, int[] expected)
        {
            var batch = rows.Take(expected, index == null ? null : tensor(index));
            TinyTraining.AreEqual([expected.Length, 7], batch.shape);
            TinyTraining.AreEqual(expected.SelectMany(row => Enumerable.Repeat((float)row, 7)), batch.data<float>().ToArray());
        }
    }
}
