using Parquet;
using Parquet.Schema;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A Parquet file, whose values become the texts that a text file would have.</summary>
internal sealed class ParquetTable : DataFile
{
    private readonly string _path;

    private ParquetTable(string name, string path, IReadOnlyList<string> header, FileStamp stamp)
        : base(name, header, NumberNotation.Invariant, stamp) => _path = path;

    /// <exception cref="TableException">It is no such file, or no table, or has no rows.</exception>
    public static ParquetTable Open(string name, string path)
    {
        var stamp = new FileStamp(name, path);
        var reader = Read(name, path);
        try
        {
            if (reader.Schema.Fields.FirstOrDefault(field => field is not DataField { IsArray: false }) is { } nested)
                throw new TableException($"{name} must have columns of single values; '{nested.Name}' has lists or structures.");
            var table = new ParquetTable(name, path, [.. reader.Schema.DataFields.Select(field => field.Name)], stamp);
            return reader.RowGroups.Any(group => group.RowCount > 0) ? table : throw new TableException($"{name} has columns but no rows.");
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public override TableRows OpenOnce() => new ParquetRows(Name, Read(Name, _path));

    private static ParquetReader Read(string name, string path)
    {
        try
        {
            return ParquetReader.CreateAsync(path).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not TableException)
        {
            throw new TableException($"{name} cannot be read as Parquet: {error.Message}", error);
        }
    }
}
