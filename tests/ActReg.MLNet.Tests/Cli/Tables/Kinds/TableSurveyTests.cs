using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class TableSurveyTests : IDisposable
{
    private const string Small = "n,b,c,id,y\n1,yes,red,k1,0\nNA,no,blue,k2,1\n3,no,red,k3,\n";

    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    public void Columns_are_counted_and_taken_for_something()
    {
        var survey = Of(Small);
        Assert.AreEqual(
            "n Number 1; b Boolean 0; c Category 0; id Ignored 0; y Label 1",
            string.Join("; ", survey.Columns.Select(column => $"{column.Name} {column.Kind} {column.Missing}")));
        Assert.AreEqual((3, true), (survey.RowCount, survey.IsWhole));
        Assert.AreEqual((2, 1), (survey.Label.Count, survey.Label.Missing));
        Assert.AreEqual("n b c", Used(survey));
    }

    [TestMethod]
    public void What_is_said_of_columns_goes_first()
    {
        var survey = Of(Small, (ColumnKind.Category, ["n"]), (ColumnKind.Text, ["id"]), (ColumnKind.Ignored, ["b, c"]));
        Assert.AreEqual(
            "Category  Ignored as asked for Ignored as asked for Text  Label ", string.Join(' ', survey.Columns.Select(column => $"{column.Kind} {column.Reason}")));
        Assert.AreEqual("n id", Used(survey));
    }

    [TestMethod]
    public void A_name_may_have_commas() => Assert.AreEqual(
        "a c", Used(Of("a,\"b,a\",c,y\n1,1,1,0\n2,2,2,1\n", (ColumnKind.Ignored, ["b,a"]))));

    [TestMethod]
    [DataRow(nameof(ColumnKind.Number), "m", "--numeric must name a column of FILE 't.csv'; received 'm'. The columns are 'n', 'b', 'c', 'id', 'y'.")]
    [DataRow(nameof(ColumnKind.Text), "n,m", "--text must name a column of FILE 't.csv'; received 'm'. The columns are 'n', 'b', 'c', 'id', 'y'.")]
    [DataRow(nameof(ColumnKind.Ignored), "y", "--ignore must not name the label; received 'y'.")]
    [DataRow(nameof(ColumnKind.Number), "c", "FILE 't.csv', line 2, column 'c': 'red' is not a number, which --numeric asks for.")]
    public void What_is_said_must_be_so(string kind, string names, string message) => Assert.AreEqual(message, _files.Refusal(() => Of(Small, (Enum.Parse<ColumnKind>(kind), [names]))));

    [TestMethod]
    public void A_column_is_one_thing() => Assert.AreEqual(
        "--category and --ignore must not name the same column; both name 'n'.",
        _files.Refusal(() => Of(Small, (ColumnKind.Category, ["n"]), (ColumnKind.Ignored, ["n"]))));

    [TestMethod]
    [DataRow("1,yes,a,0", null)]
    [DataRow("NA,no,new,0", null)]
    [DataRow("x,yes,a,0", "FILE 't.csv', line 10002, column 'n': 'x' is not a number, unlike all values in the first 10000 rows; an empty cell would count as missing, '--category n' would take all for texts.")]
    [DataRow("1,maybe,a,0", "FILE 't.csv', line 10002, column 'b': 'maybe' is neither true nor false, yes nor no, unlike all values in the first 10000 rows; an empty cell would count as missing, '--category b' would take all for texts.")]
    public void Rows_after_the_first_ten_thousand_must_agree(string last, string? message)
    {
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(row => $"{row},{(row % 2 == 0 ? "yes" : "no")},{(row % 3 == 0 ? "a" : "b")},{row % 2}\n"));
        var text = $"n,b,c,y\n{rows}{last}\n";
        if (message != null)
            Assert.AreEqual(message, _files.Refusal(() => Of(text)));
        else
            Assert.AreEqual((10_001, false), (Of(text).RowCount, Of(text).IsWhole));
    }

    /// <summary>All different, many of one kind, or decimal marks of another culture.</summary>
    [TestMethod]
    [DataRow("1.5 2.5 -1e300 4.5", "line 4", "'-1e300' is beyond 3.4e38, the largest number of single precision, unlike 3 of 4 values")]
    [DataRow("1.5 2.5 x 4.5", "line 4", "'x' is not a number, unlike 3 of 4 values")]
    [DataRow("1,5 2,5 4,5", "line 2", "'1,5' is not a number (if its comma is a decimal mark, --culture must name a culture that writes so, such as de-DE)")]
    [DataRow("1 2 1 2,5 2 1", "line 5", "'2,5' is not a number (if its comma is a decimal mark, --culture must name a culture that writes so, such as de-DE), unlike 5 of 6 values")]
    [DataRow("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 n/k n/k 21 22", "line 22", "'n/k' is not a number, unlike 22 of 24 values")]
    public void A_few_bad_cells_do_not_make_texts_of_numbers(string cells, string place, string problem) => Assert.AreEqual(
        $"FILE 't.csv', {place}, column 'n': {problem}; an empty cell would count as missing, '--category n' would take all for texts, '--ignore n' would leave the column out.",
        _files.Refusal(() => _ = Of("n;y\n" + string.Concat(cells.Split(' ').Select((cell, row) => $"{cell};{row % 2}\n"))).Columns));

    [TestMethod]
    public void What_is_said_of_a_column_allows_any_cells() =>
        Assert.AreEqual("n", Used(Of("n,y\n1.5,0\n2.5,1\nx,0\n4.5,1\n", (ColumnKind.Category, ["n"]))));

    [TestMethod]
    [DataRow("A/5 17599 C85 113803 x 373450", nameof(ColumnKind.Ignored), null)]
    [DataRow("0 1 2 0 1 2 0 1 2 3+", nameof(ColumnKind.Category), "is a category of numbers but for '3+' (line 11)")]
    [DataRow("a b a b a b a b a b", nameof(ColumnKind.Category), null)]
    public void Codes_are_texts(string cells, string kind, string? note)
    {
        var column = Of("n,y\n" + string.Concat(cells.Split(' ').Select((cell, row) => $"{cell},{row % 2}\n"))).Columns[0];
        Assert.AreEqual((kind, note), (column.Kind.ToString(), column.Note));
    }

    /// <summary>They are trained on, and told of.</summary>
    [TestMethod]
    [DataRow("1001 1002 1003 1004 1005 1006 1007 1008 1009 1010", true)]
    [DataRow("10 3 9 4 1 2 12 8 5 6", true)]
    [DataRow("5 17 170 171 1700 2500 2501 9999 100000 123456789", true)]
    [DataRow("5 17 170 171 1700 2500 2501 9999 123456789 100000", false)]
    [DataRow("1001 1002 1003 1004 1005 1006 1007 1008 1009 1009", false)]
    [DataRow("1001 1002 1003 1004 1005 1006 1007 1008 1009 NA", false)]
    [DataRow("1.5 2.5 3.5 4.5 5.5 6.5 7.5 8.5 9.5 10.5", false)]
    [DataRow("1001 1002 1003 1004 1005 1006 1007 1008 1009", false)]
    public void Numbers_that_run_on_are_told_of(string cells, bool isTold)
    {
        var column = Of("n,y\n" + string.Concat(cells.Split(' ').Select((cell, row) => $"{cell},{row % 2}\n"))).Columns[0];
        Assert.AreEqual(
            (ColumnKind.Number, isTold ? "has another whole number in each row, which run on as row numbers and keys do; --ignore 'n' would leave it out" : null), (column.Kind, column.Note));
    }

    /// <summary>Whoever says that it is a number.</summary>
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Numbers_that_become_one_are_told_of(bool isSaid)
    {
        (ColumnKind, string[])[] said = isSaid ? [(ColumnKind.Number, ["n"])] : [];
        Assert.AreEqual(
            "has numbers such as '1700000001' and '1700000002', which are one in single precision; less an offset that all have, they would be different; --ignore 'n' would leave it out",
            Of("n,y\n1700000001,0\n1700000002,1\n1700000900,1\n", said).Columns[0].Note);
        Assert.IsNull(Of("n,y\n1,0\n2,1\n900,1\n", said).Columns[0].Note);
    }

    [TestMethod]
    public void A_category_that_becomes_many_is_an_error()
    {
        var rows = string.Concat(Enumerable.Range(0, 11_500).Select(row => $"{(row < 10_000 ? row % 2 : row)}k,{row % 2}\n"));
        Assert.AreEqual(
            "FILE 't.csv', line 11000, column 'c' has more than 1000 different texts, and fewer in its first 10000 rows, which took it for a category; "
            + "--category, --text or --ignore must say what it is.",
            _files.Refusal(() => Of($"c,y\n{rows}")));
        Assert.AreEqual("c", Used(Of($"c,y\n{rows}", (ColumnKind.Category, ["c"]))));
    }

    [TestMethod]
    public void A_column_without_values_is_left_out_whatever_is_said() =>
        Assert.AreEqual("has no values", Of("a,y\n,0\nNA,1\n", (ColumnKind.Number, ["a"])).Columns[0].Reason);

    private static string Used(TableSurvey survey) => string.Join(' ', survey.Columns.Where(column => column.IsUsed).Select(column => column.Name));

    private TableSurvey Of(string text, params (ColumnKind Kind, string[] Names)[] said)
    {
        var table = _files.Open(text);
        var choices = new KindChoices { Given = said.ToDictionary(each => each.Kind, IReadOnlyList<string> (each) => each.Names) };
        return TableSurvey.Of(table, table.IndexOf("y", "--label"), choices, CancellationToken.None);
    }
}
