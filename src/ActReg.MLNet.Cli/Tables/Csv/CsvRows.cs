using System.Globalization;
using CsvHelper;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The lines of a file as rows, its header the first of them.</summary>
internal sealed class CsvRows : TableRows
{
    /// <summary>A quote that is never closed makes a row of all that follows.</summary>
    private const int LongestRow = 1 << 26;

    private readonly string _name;
    private readonly TextFile _file;
    private readonly int? _columns;
    private readonly CsvReader _reader;

    /// <param name="name">What messages call the file.</param>
    /// <param name="file">Its text.</param>
    /// <param name="separator">What separates cells.</param>
    /// <param name="columns">The cells that each row must have; <see langword="null"/> for any number.</param>
    public CsvRows(string name, TextFile file, char separator, int? columns)
    {
        (_name, _file, _columns) = (name, file, columns);
        _reader = CsvReader.Create(file.Open(), new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            // In a single column an empty line is a row with an empty cell.
            SkipEmptyLines = columns != 1,
            OnMalformedRecord = Refuse,
        });
    }

    public int CellCount => _reader.FieldCount;

    public override string Place => string.Create(CultureInfo.InvariantCulture, $"line {_reader.LineNumber}");

    public override string this[int column] => _reader.GetString(column);

    public override bool Read()
    {
        if (!CsvErrors.Explain(_name, () => _file, _reader.Read))
            return false;
        return CellCount == (_columns ?? CellCount) ? true
            : throw new TableException($"{_name}, {Place}: a row must have {_columns} cells, like the header; received {CellCount}{(CellCount == _columns + 1 && this[CellCount - 1].Length == 0 ? " (the line ends in a separator)" : "")}.");
    }

    public override void Dispose() => _reader.Dispose();

    private void Refuse(CsvMalformedRecord record)
    {
        var problem = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "begins a quoted cell that does not end",
            CsvMalformedReason.TextAfterClosingQuote => "has a quoted cell that goes on after its closing quote",
            // A quote inside a cell that is not quoted is a letter like others.
            _ => null,
        };
        if (problem != null)
            throw new TableException($"{_name}, line {record.LineNumber}: the row {problem}.");
    }
}
