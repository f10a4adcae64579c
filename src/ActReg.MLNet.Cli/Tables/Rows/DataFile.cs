namespace ActReg.MLNet.Cli.Tables;

/// <summary>A file of rows under a header. Nothing of it is kept in memory but the header.</summary>
/// <param name="name">What messages call it: the argument or option that names the file, and the file.</param>
/// <param name="header">The names of columns as they are written.</param>
/// <param name="numbers">How its numbers are written.</param>
/// <param name="stamp">What the file was before its header was read.</param>
internal abstract class DataFile(string name, IReadOnlyList<string> header, NumberNotation numbers, FileStamp stamp)
{
    public string Name => name;

    public IReadOnlyList<string> Header => header;

    /// <summary>The names of columns; there are no two of one name.</summary>
    public IReadOnlyList<string> Columns { get; } = ColumnNames.Of(name, header);

    public NumberNotation Numbers => numbers;

    /// <summary>What separates the cells of a row, where rows are text.</summary>
    public virtual char Separator => ',';

    /// <summary>What to say of a header that may be a row of data; <see langword="null"/> for nothing.</summary>
    public string? HeaderDoubt => Columns.FirstOrDefault(name => numbers.TryParse(name, out _)) is { } number
        ? $"The first row is taken for the header, and has the number '{number}' in it: a table must have a header." : null;

    /// <summary>Begins to read, at the first row.</summary>
    /// <exception cref="TableException">The file has changed since it was read first; at the end of the rows, too.</exception>
    public TableRows Open()
    {
        stamp.Check();
        return new UnchangedRows(OpenOnce(), stamp);
    }

    /// <summary>Begins to read what is read once only, so that it may grow meanwhile.</summary>
    public abstract TableRows OpenOnce();

    /// <summary>The place of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="option">What asks for it.</param>
    /// <exception cref="TableException">There is none of that name.</exception>
    public int IndexOf(string column, string option)
    {
        var index = ColumnNames.Find(Columns, column);
        return index ?? throw new TableException($"{option} must name a column of {name}; received '{column}'. {NearestName.Hint(column, Columns)}{(HeaderDoubt is { } doubt ? $" {doubt}" : "")}");
    }
}
