using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class CellTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("  ")]
    [DataRow("?")]
    [DataRow("NA")]
    [DataRow("na")]
    [DataRow("N/A")]
    [DataRow("nan")]
    [DataRow("NULL")]
    [DataRow(" null ")]
    public void No_value(string cell) => Assert.IsTrue(Cell.IsMissing(cell));

    [TestMethod]
    [DataRow("0")]
    [DataRow("none")]
    [DataRow("-")]
    [DataRow("N A")]
    public void A_value(string cell) => Assert.IsFalse(Cell.IsMissing(cell));

    [TestMethod]
    [DataRow("true", true)]
    [DataRow("Yes", true)]
    [DataRow("T", true)]
    [DataRow("y", true)]
    [DataRow("FALSE", false)]
    [DataRow("no", false)]
    [DataRow("f", false)]
    [DataRow(" N ", false)]
    [DataRow("1", null)]
    [DataRow("0", null)]
    [DataRow("", null)]
    [DataRow("yess", null)]
    public void Booleans(string cell, bool? value) => Assert.AreEqual(value, Cell.TryBoolean(cell, out var read) ? read : null);
}
