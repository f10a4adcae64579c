using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class NearestNameTests
{
    [TestMethod]
    [DataRow("byus", "buys")]
    [DataRow("Ciyt", "city")]
    [DataRow("prise", "price")]
    [DataRow("pric", "price")]
    [DataRow("price_eur", "price")]
    [DataRow("zz", null)]
    [DataRow("syub", null)]
    public void One_slip_is_near(string written, string? expected) => Assert.AreEqual(expected, NearestName.Of(written, ["price", "buys", "city"]));

    /// <summary>Of a swap, two are two slips, and a third letter that a swap moved is not near.</summary>
    [TestMethod]
    public void Swaps_are_counted_one_by_one()
    {
        Assert.AreEqual("abcdef", NearestName.Of("badcef", ["abcdef"]));
        Assert.IsNull(NearestName.Of("badcfe", ["abcdef"]));
    }

    [TestMethod]
    public void Where_none_is_near_all_are_told() => Assert.AreEqual("The columns are 'a', 'b'.", NearestName.Hint("xyz", ["a", "b"]));
}
