using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

/// <summary>A file that is read more than once must be the same each time.</summary>
[TestClass]
public sealed class FileStampTests : IDisposable
{
    private const string Remedy = "A copy of it, made when it is whole, stays the same.";

    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    public void A_file_that_grows_between_readings_is_refused()
    {
        var table = _files.Open("a\n1\n2\n");
        Written.All(table);
        File.AppendAllText(_files["t.csv"], "3\n");
        Assert.AreEqual($"FILE 't.csv' must stay as it is while it is read, more than once; it had 6 bytes, and has 8. {Remedy}", _files.Refusal(() => Written.All(table)));
    }

    [TestMethod]
    public void A_file_that_grows_while_it_is_read_is_refused_at_its_end()
    {
        var table = _files.Open("a\n1\n2\n");
        using var rows = table.Open();
        rows.Read();
        File.AppendAllText(_files["t.csv"], "3\n");
        StringAssert.Contains(
            _files.Refusal(() =>
            {
                while (rows.Read())
                {
                }
            }),
            "it had 6 bytes, and has 8.", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_that_is_written_anew_is_refused()
    {
        var table = _files.Open("a\n1\n2\n");
        Written.All(table);
        File.WriteAllText(_files["t.csv"], "a\n1\n3\n");
        File.SetLastWriteTimeUtc(_files["t.csv"], DateTime.UtcNow.AddHours(1));
        StringAssert.Contains(_files.Refusal(() => Written.All(table)), "; it was written to. ", StringComparison.Ordinal);
    }

    /// <summary>As where a clock was set back: its rows tell.</summary>
    [TestMethod]
    public void Another_number_of_rows_is_refused()
    {
        var table = _files.Open("a\n1\n2\n");
        Written.All(table);
        var written = File.GetLastWriteTimeUtc(_files["t.csv"]);
        File.WriteAllText(_files["t.csv"], "a\n123\n");
        File.SetLastWriteTimeUtc(_files["t.csv"], written);
        StringAssert.Contains(_files.Refusal(() => Written.All(table)), "; it had 2 rows, and has 1. ", StringComparison.Ordinal);
    }

    /// <summary>What is scored is read once, and may grow.</summary>
    [TestMethod]
    public void Rows_that_are_read_once_may_become_more()
    {
        var view = new TableView(_files.Open("a\n1\n2\n"), [new("a", ColumnKind.Number, 0)]).WithBadRows();
        File.AppendAllText(_files["t.csv"], "3\n");
        var count = 0;
        using var cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
            count++;
        Assert.AreEqual(3, count);
    }
}
