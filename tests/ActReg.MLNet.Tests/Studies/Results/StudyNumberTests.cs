namespace ActReg.MLNet.Tests.Studies.Results;

[TestClass]
public sealed class StudyNumberTests
{
    [TestMethod]
    [DataRow(0.7261, "0.726", "+0.726")]
    [DataRow(-0.05, "-0.050", "-0.050")]
    [DataRow(0, "0.000", "0.000")]
    [DataRow(0.00999, "0.0100", "+0.0100")]
    [DataRow(0.00123, "0.0012", "+0.0012")]
    [DataRow(-0.00123, "-0.0012", "-0.0012")]
    [DataRow(0.00030, "0.00030", "+0.00030")]
    [DataRow(0.00003, "3e-5", "+3e-5")]
    [DataRow(-1e-16, "0.000", "0.000")]
    [DataRow(12345.6, "12345.60", "+12345.60")]
    [DataRow(-1310.4, "-1310.400", "-1310.400")]
    [DataRow(46310.25, "46310.25", "+46310.25")]
    [DataRow(123456789.6, "123456790", "+123456790")]
    [DataRow(2.9954114955e29, "2.995411e29", "+2.995411e29")]
    [DataRow(999.9994, "999.999", "+999.999")]
    [DataRow(double.NaN, "NaN", "NaN")]
    [DataRow(double.PositiveInfinity, "Infinity", "+Infinity")]
    [DataRow(double.NegativeInfinity, "-Infinity", "-Infinity")]
    public void Small_figures_keep_digits_that_tell_something(double value, string text, string withSign)
    {
        Assert.AreEqual(text, StudyNumber.Of(value, 3));
        Assert.AreEqual(withSign, StudyNumber.Signed(value, 3));
    }
}
