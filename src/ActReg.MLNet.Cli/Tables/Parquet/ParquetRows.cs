using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The rows of a Parquet file; those of one row group are in memory.</summary>
/// <param name="name">What messages call the file.</param>
/// <param name="reader">The file, which this closes.</param>
internal sealed class ParquetRows(string name, ParquetReader reader) : TableRows
{
    private readonly DataField[] _fields = reader.Schema.DataFields;
    private string[][] _columns = [];
    private int _group;
    private int _row;
    private int _rowCount;
    private long _rowNumber;

    public override string Place => string.Create(CultureInfo.InvariantCulture, $"row {_rowNumber}");

    public override string this[int column] => _columns[column][_row];

    public override bool Read()
    {
        _row++;
        while (_row >= _rowCount)
        {
            if (_group == reader.RowGroupCount)
                return false;
            ReadGroup(_group++);
        }

        _rowNumber++;
        return true;
    }

    public override void Dispose() => reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void ReadGroup(int group)
    {
        using var rows = reader.OpenRowGroupReader(group);
        (_row, _rowCount) = (0, checked((int)rows.RowCount));
        try
        {
            _columns = [.. _fields.Select(field => ParquetCells.Read(rows, field, _rowCount).GetAwaiter().GetResult())];
        }
        catch (Exception error) when (error is not TableException)
        {
            throw new TableException($"{name} cannot be read as Parquet: {error.Message}", error);
        }
    }
}
