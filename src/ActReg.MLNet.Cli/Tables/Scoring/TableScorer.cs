using CsvHelper;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Writes a table's rows with what a model tells of them; one row after the other, however many there are.</summary>
/// <param name="model">The model.</param>
/// <param name="table">The table.</param>
internal sealed class TableScorer(TableModel model, DataFile table)
{
    private readonly TableView _view = model.WithoutLabel(table).WithBadRows();

    /// <summary>Cells are written as they were read, and separated as they were.</summary>
    /// <param name="stream">Gets UTF-8.</param>
    /// <param name="cancellation">Ends it between two rows.</param>
    /// <exception cref="TableException">A row is no row of the table; those before it have been written.</exception>
    public ScoreCounts Write(Stream stream, CancellationToken cancellation)
    {
        using var writer = CsvWriter.Create(stream, new CsvWriterOptions { Separator = table.Separator, NewLine = "\n" }, leaveOpen: true);
        var scored = model.Transformer.Transform(_view);
        var predictions = new Predictions(model.Label?.Task, scored.Schema, _view.Schema, table);
        var (cellsColumn, problemColumn) = (scored.Schema[_view.CellsName], scored.Schema[_view.ProblemName]);
        using var cursor = scored.GetRowCursor([.. predictions.Columns, cellsColumn, problemColumn]);
        var getCells = cursor.GetGetter<VBuffer<ReadOnlyMemory<char>>>(cellsColumn);
        var getProblem = cursor.GetGetter<ReadOnlyMemory<char>>(problemColumn);
        var read = predictions.Reader(cursor);
        var unseen = new UnseenCategories(model, scored.Schema, table);

        Write(writer, [.. table.Header, .. predictions.Header]);
        var cells = default(VBuffer<ReadOnlyMemory<char>>);
        var problem = default(ReadOnlyMemory<char>);
        var (rows, unscored, firstProblem) = (0L, 0L, (string?)null);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            getCells(ref cells);
            getProblem(ref problem);
            var told = problem.IsEmpty ? read() : null;
            if (told == null)
            {
                unscored++;
                firstProblem ??= problem.IsEmpty ? $"row {rows + 1}: the model gives it no number" : problem.ToString();
            }

            unseen.Add(column => cells.GetItemOrDefault(column).ToString());
            foreach (var cell in cells.GetValues())
                writer.WriteField(cell.Span);
            Write(writer, told ?? [.. predictions.Header.Select(_ => "")]);
            rows++;
        }

        return new(rows, unscored, firstProblem) { UnseenCategories = unseen.Found, RenamedPredictions = predictions.Renamed };
    }

    private static void Write(CsvWriter writer, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
            writer.WriteField(cell);
        writer.EndRecord();
    }
}
