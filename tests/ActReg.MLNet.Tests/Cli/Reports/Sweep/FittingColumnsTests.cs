using ActReg.MLNet.Cli.Sweep;

namespace ActReg.MLNet.Tests.Cli.Reports.Sweep;

/// <summary>Columns are left out where numbers would be broken.</summary>
[TestClass]
public sealed class FittingColumnsTests
{
    private static readonly string[] Headings = ["  candidate", "train", "cv\naccuracy", "cv\nRMSE", "zeros,\ndead"];

    private static readonly string[][] Rows = [["* some long name of it", "1234567", "0.12 ±0.01", "1234567.8 ±12.3", "50%,10%"]];

    [TestMethod]
    [DataRow(80, "0:22 1:7 2:10 3:15 4:7")]
    [DataRow(65, "0:22 1:7 2:10 3:15 4:7")]
    [DataRow(64, "0:22 2:10 3:15 4:7")]
    [DataRow(56, "0:22 2:10 3:15")]
    [DataRow(48, "0:22 3:15")]
    [DataRow(30, "0:14 3:15")]
    public void The_metric_that_is_chosen_by_stays(int width, string columns) =>
        Assert.AreEqual(columns, string.Join(' ', new FittingColumns(Headings, Rows).Within(width).Select(column => $"{column.Column}:{column.Width}")));
}
