using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class TableViewTests : IDisposable
{
    private const string Text = "n,b,c,y\n 1.5 ,yes,\" red, blue \",u\nNA,No,?,\n-2e3,t,x,v\n";

    private static readonly ViewColumn[] Columns =
    [
        new("c", ColumnKind.Category, 2), new("n", ColumnKind.Number, 0), new("b", ColumnKind.Boolean, 1), new("gone", ColumnKind.Ignored, null), new("none", ColumnKind.Number, null),
    ];

    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    public void Cells_become_values_of_their_kind()
    {
        var rows = CursorChecks.Run(new TableView(_files.Open(Text), Columns), "the view").Rows;
        Assert.AreEqual(
            "red, blue|1.5|1||NaN / |NaN|0||NaN / x|-2000|1||NaN",
            string.Join(" / ", rows.Select(row => string.Join('|', row.Cells.Select(cell => FormattableString.Invariant($"{cell}"))))));
    }

    [TestMethod]
    public void Rows_without_a_required_value_are_left_out()
    {
        var view = new TableView(_files.Open(Text), Columns) { Required = 3 };
        Assert.HasCount(2, CursorChecks.Run(view, "the view").Rows);
        CollectionAssert.AreEqual(new[] { 1.5f, -2000 }, view.GetColumn<float>("n").ToArray());
    }

    /// <summary>Its loader parses by code of its own.</summary>
    [TestMethod]
    public void Numbers_are_those_of_ML_NETs_loader()
    {
        var table = TableFiles.Open("FILE", Testing.Repository.At("tests", "data", "breast-cancer.csv"), TableFormat.Default);
        var view = new TableView(table, [.. table.Columns.Select((name, index) => new ViewColumn(name, ColumnKind.Number, index))]);
        var loaded = new MLContext().Data.LoadFromTextFile(
            Testing.Repository.At("tests", "data", "breast-cancer.csv"),
            [.. table.Columns.Select((name, index) => new TextLoader.Column(name, DataKind.Single, index))], separatorChar: ',', hasHeader: true);
        foreach (var name in table.Columns)
            CollectionAssert.AreEqual(loaded.GetColumn<float>(name).ToArray(), view.GetColumn<float>(name).ToArray(), name);
    }

    [TestMethod]
    [DataRow("n,b,c,y\n1,yes,r,u\nx,no,r,u\n", "FILE 't.csv', line 3, column 'n': 'x' is not a number.")]
    [DataRow("n,b,c,y\n1,yes,r,u\n1,maybe,r,u\n", "FILE 't.csv', line 3, column 'b': 'maybe' is neither true nor false, yes nor no.")]
    public void A_cell_of_another_kind_is_an_error(string text, string message) =>
        Assert.AreEqual(message, _files.Refusal(() => DataViewContents.Read(new TableView(_files.Open(text), Columns))));

    [TestMethod]
    public void A_Boolean_that_is_missing_is_a_number_that_is_none() => CollectionAssert.AreEqual(
        new[] { 1, float.NaN, 0 }, new TableView(_files.Open("n,b,c,y\n1,yes,r,u\n1,NA,r,u\n1,f,r,u\n"), Columns).GetColumn<float>("b").ToArray());

    /// <summary>Models of earlier versions take ML.NET's Booleans, which have no missing one.</summary>
    [TestMethod]
    public void ML_NETs_own_Booleans_cannot_be_missing()
    {
        ViewColumn[] columns = [new("b", ColumnKind.Boolean, 1) { Type = BooleanDataViewType.Instance }];
        CollectionAssert.AreEqual(new[] { true, false }, new TableView(_files.Open("n,b,c,y\n1,yes,r,u\n1,no,r,u\n"), columns).GetColumn<bool>("b").ToArray());
        Assert.AreEqual(
            "FILE 't.csv', line 3, column 'b': 'NA' is neither true nor false, yes nor no.",
            _files.Refusal(() => DataViewContents.Read(new TableView(_files.Open("n,b,c,y\n1,yes,r,u\n1,NA,r,u\n"), columns))));
    }

    [TestMethod]
    public void Bad_rows_can_be_kept()
    {
        var view = new TableView(_files.Open("n,b,c,y\n1,yes,\" r \",u\nx,no,NA,u\n"), Columns).WithBadRows();
        CursorChecks.Run(view, "the view");
        CollectionAssert.AreEqual(new[] { "", "line 3, column 'n': 'x' is not a number" }, view.GetColumn<string>(view.ProblemName).ToArray());
        CsvTableTests.AreEqual([["1", "yes", " r ", "u"], ["x", "no", "NA", "u"]], [.. view.GetColumn<string[]>(view.CellsName)]);
    }

    [TestMethod]
    public void A_column_that_was_not_asked_for_has_no_getter()
    {
        var view = new TableView(_files.Open(Text), Columns);
        using var cursor = view.GetRowCursor([view.Schema["n"]]);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<bool>(view.Schema["b"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["n"]));
        var value = 0f;
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["n"])(ref value));
    }
}
