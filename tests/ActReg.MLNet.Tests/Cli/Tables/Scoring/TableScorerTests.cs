using System.Text;
using ActReg.MLNet.Cli.Tables;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Cli.Tables;

/// <summary>Scores by a model of another program: it takes a number x and a text, and tells the number.</summary>
[TestClass]
public sealed class TableScorerTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    public void Cells_are_written_as_they_were_and_predictions_after_them()
    {
        var table = _files.Open("x,note\n1.50,\"a, b\"\n 2 ,\"c\"\nNaN,NA\nbad,\"\"\"q\"\"\"\n");
        using var stream = new MemoryStream();
        var counts = new TableScorer(Model(), table).Write(stream, CancellationToken.None);
        Assert.AreEqual("x,note,Score\n1.50,\"a, b\",1.5\n 2 ,c,2\nNaN,NA,\nbad,\"\"\"q\"\"\",\n", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.AreEqual((4, 2, "row 3: the model gives it no number"), (counts.Rows, counts.Unscored, counts.FirstProblem));
    }

    [TestMethod]
    public void Separator_and_decimal_mark_are_the_tables()
    {
        var table = _files.Open("note;x;Score\na,b;1,50;9\n", new(null, new(',')));
        using var stream = new MemoryStream();
        var counts = new TableScorer(Model(), table).Write(stream, CancellationToken.None);
        Assert.AreEqual("[Score, Score_]", string.Join(", ", counts.RenamedPredictions));
        Assert.AreEqual("note;x;Score;Score_\na,b;1,50;9;1,5\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [TestMethod]
    public void An_input_that_is_missing_is_named() => Assert.AreEqual(
        "FILE 't.csv' must have the column 'x', which is an input of MODEL 'm.zip'. The columns are 'note', 'y'.",
        _files.Refusal(() => Model().WithoutLabel(_files.Open("note,y\na,1\n"))));

    [TestMethod]
    public void What_is_written_is_read_back_the_same()
    {
        var model = Model();
        CsvTableTests.Cells.Array[3].Array[1, 6].Sample(
            rows =>
            {
                var text = new StringBuilder("note,x,more,\"and, more\"\n");
                foreach (var row in rows)
                    text.Append(string.Join(',', new[] { row[0], "1", row[1], row[2] }.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))).Append('\n');
                var table = _files.Open(text.ToString());
                using var stream = new MemoryStream();
                new TableScorer(model, table).Write(stream, CancellationToken.None);
                var scored = _files.Open(stream.ToArray());
                CollectionAssert.AreEqual(new[] { "note", "x", "more", "and, more", "Score" }, scored.Columns.ToArray());
                CsvTableTests.AreEqual([.. rows.Select(row => new[] { row[0], "1", row[1], row[2], "1" })], Written.All(scored));
            },
            iter: 200, threads: 1);
    }

    private TableModel Model()
    {
        var mlContext = new MLContext();
        var rows = mlContext.Data.LoadFromEnumerable<Row>([]);
        mlContext.Model.Save(mlContext.Transforms.CopyColumns("Score", "x").Fit(rows), rows.Schema, _files["m.zip"]);
        return TableModel.Load(_files["m.zip"]);
    }

    private sealed class Row
    {
        [ColumnName("x")]
        public float X { get; set; }

        [ColumnName("note")]
        public string Note { get; set; } = "";
    }
}
