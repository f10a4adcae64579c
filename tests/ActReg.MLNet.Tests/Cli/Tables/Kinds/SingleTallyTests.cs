using System.Globalization;
using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

/// <summary>Numbers that are different, and one in single precision.</summary>
[TestClass]
public sealed class SingleTallyTests
{
    [TestMethod]
    [DataRow("1700000001 1700000002 1700000300", "1700000001 1700000002")]
    [DataRow("1700000128 1700000256 1700000384", null)]
    [DataRow("1700000000000000001 1700000000000000002", "1700000000000000001 1700000000000000002")]
    [DataRow("0.3 0.30000000000000004 0.7", null)]
    [DataRow("1 1.0 1.00 2", null)]
    [DataRow("1000000.01 1000000.02 1000001", "1000000.01 1000000.02")]
    [DataRow("1e300 2 3", null)]
    public void Cells_that_become_one_number_are_told(string cells, string? example) =>
        Assert.AreEqual(example, Of(cells.Split(' ')) is var (one, other) ? $"{one} {other}" : null);

    /// <summary>Of very many numbers some are one by chance; what is lost is a millionth of their range at most.</summary>
    [TestMethod]
    public void Rounding_is_no_loss()
    {
        var random = new Random(1);
        Assert.IsNull(Of(Enumerable.Range(0, 20_000).Select(_ => random.NextDouble().ToString(CultureInfo.InvariantCulture))));
    }

    private static (string One, string Other)? Of(IEnumerable<string> cells)
    {
        var tally = new SingleTally();
        foreach (var cell in cells)
        {
            if (NumberNotation.Invariant.TryParse(cell, out var value))
                tally.Add(cell, value, NumberNotation.Invariant);
        }

        return tally.Example;
    }
}
