namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class ColumnNamesTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    [DataRow("a,,c\n1,2,3\n", "FILE 't.csv' must have a header with a name for each column; column 2 of 3 has none.")]
    [DataRow("a,b, \n1,2,3\n", "FILE 't.csv' must have a header with a name for each column; column 3 of 3 has none (the line ends in a separator).")]
    [DataRow("a,b,a\n1,2,3\n", "FILE 't.csv' must have a header of different names; columns 1 and 3 are both 'a'.")]
    [DataRow("a, a\n1,2\n", "FILE 't.csv' must have a header of different names; columns 1 and 2 are both 'a'.")]
    public void Names_must_tell_columns_apart(string text, string message) => Assert.AreEqual(message, _files.Refusal(text));

    [TestMethod]
    public void Names_in_other_letters_are_others() => CollectionAssert.AreEqual(new[] { "a", "A", "b c" }, _files.Open("a,A, b c \n1,2,3\n").Columns.ToArray());

    [TestMethod]
    [DataRow("y")]
    [DataRow("Spezialität")]
    [DataRow("label")]
    public void A_name_that_is_far_from_all_is_told_what_there_is(string written) => Assert.AreEqual(
        $"--label must name a column of FILE 't.csv'; received '{written}'. The columns are 'petal length', 'x', 'Species'.",
        _files.Refusal(() => _files.Open("petal length,x,Species\n1,2,3\n").IndexOf(written, "--label")));

    [TestMethod]
    public void A_header_with_a_number_may_be_none() => Assert.EndsWith(
        "received 'y'. The columns are '1.5', 'a'. The first row is taken for the header, and has the number '1.5' in it: a table must have a header.",
        _files.Refusal(() => _files.Open("1.5,a\n2.5,b\n").IndexOf("y", "--label")));

    [TestMethod]
    public void Of_many_names_ten_are_told() => Assert.EndsWith(
        "received 'z'. The columns are 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9' and 2 more.",
        _files.Refusal(() => _files.Open(string.Join(',', Enumerable.Range(0, 12).Select(column => $"c{column}")) + "\n" + string.Join(',', Enumerable.Range(0, 12)) + "\n").IndexOf("z", "--label")));

    [TestMethod]
    [DataRow("Species", "Specis")]
    [DataRow("Species", "species")]
    [DataRow("petal length", "petal_lenght")]
    [DataRow("petal length", "petal length (cm)")]
    public void A_wrong_name_is_told_the_nearest(string nearest, string written) => Assert.AreEqual(
        $"--label must name a column of FILE 't.csv'; received '{written}'. Did you mean '{nearest}'?",
        _files.Refusal(() => _files.Open("petal length,x,Species\n1,2,3\n").IndexOf(written, "--label")));
}
