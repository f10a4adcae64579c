using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class NumberNotationTests
{
    [TestMethod]
    [DataRow("invariant", '.')]
    [DataRow("de-DE", ',')]
    [DataRow("de", ',')]
    [DataRow("DE_de", ',')]
    [DataRow("de-CH", '.')]
    [DataRow("fr-FR", ',')]
    [DataRow("en-US", '.')]
    [DataRow("en-ZA", ',')]
    [DataRow("es-ES", ',')]
    [DataRow("es-MX", '.')]
    [DataRow("pt-BR", ',')]
    [DataRow("zh-Hans-CN", '.')]
    [DataRow("xx", null)]
    [DataRow("", null)]
    [DataRow("de en", null)]
    public void A_culture_has_its_decimal_mark(string culture, char? mark) => Assert.AreEqual(mark, DecimalMarks.Of(culture));

    [TestMethod]
    [DataRow('.', "1.5", 1.5f)]
    [DataRow('.', " -2e3 ", -2000f)]
    [DataRow('.', "+.5", 0.5f)]
    [DataRow(',', "1,5", 1.5f)]
    [DataRow(',', "-0,25e1", -2.5f)]
    [DataRow(',', "7", 7f)]
    public void Numbers_are_read_and_written_by_the_mark(char mark, string cell, float value)
    {
        var numbers = new NumberNotation(mark);
        Assert.IsTrue(numbers.TryParse(cell, out var read));
        Assert.AreEqual(value, read);
        Assert.IsTrue(numbers.TryParse(numbers.Write(value), out var again));
        Assert.AreEqual(value, again);
    }

    [TestMethod]
    [DataRow('.', "1,5")]
    [DataRow('.', "1,000.5")]
    [DataRow(',', "1.5")]
    [DataRow(',', "1.000,5")]
    [DataRow('.', "")]
    [DataRow('.', "NaN")]
    [DataRow('.', "Infinity")]
    [DataRow('.', "1e39")]
    [DataRow('.', "0x10")]
    [DataRow('.', "$5")]
    [DataRow('.', "(5)")]
    [DataRow('.', "1 2")]
    public void What_could_mean_something_else_is_no_number(char mark, string cell) => Assert.IsFalse(new NumberNotation(mark).TryParse(cell, out _));

    [TestMethod]
    [DataRow('.', "1,5", true)]
    [DataRow('.', "-1,5e3", true)]
    [DataRow('.', "1,234,567", false)]
    [DataRow('.', "1.5", false)]
    [DataRow('.', "a,b", false)]
    [DataRow(',', "1.5", true)]
    [DataRow(',', "7", false)]
    public void A_number_of_the_other_mark_is_known(char mark, string cell, bool hasOtherMark) => Assert.AreEqual(hasOtherMark, new NumberNotation(mark).HasOtherMark(cell));

    [TestMethod]
    public void Written_numbers_have_the_mark() => Assert.AreEqual("0,1 1E-10", $"{new NumberNotation(',').Write(0.1f)} {new NumberNotation(',').Write(1e-10f)}");
}
