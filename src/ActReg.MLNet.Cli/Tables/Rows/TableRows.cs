namespace ActReg.MLNet.Cli.Tables;

/// <summary>The rows of a table, one at a time. Each has as many cells as the header.</summary>
internal abstract class TableRows : IDisposable
{
    /// <summary>Where the row is, for messages.</summary>
    public abstract string Place { get; }

    /// <summary>A cell as it is written, without quotes.</summary>
    public abstract string this[int column] { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="TableException">What is there is no row of the table.</exception>
    public abstract bool Read();

    public abstract void Dispose();
}
