namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a file was when it was opened. It is read more than once, and figures of different rows would not go together.</summary>
/// <param name="name">What messages call it.</param>
/// <param name="path">The file.</param>
internal sealed class FileStamp(string name, string path)
{
    private const long Unknown = -1;

    private readonly (long Length, DateTime Written) _first = Read(name, path);

    private long _rows = Unknown;

    /// <exception cref="TableException">Its length or the time of its last change is another.</exception>
    public void Check()
    {
        if (Read(name, path) is var (length, written) && length != _first.Length)
            throw Changed(FormattableString.Invariant($"it had {_first.Length} bytes, and has {length}"));
        if (written != _first.Written)
            throw Changed("it was written to");
    }

    /// <summary>The same at the end of a reading.</summary>
    /// <param name="rows">The rows that there were.</param>
    /// <exception cref="TableException">It has changed, or an earlier reading found another number of rows.</exception>
    public void CheckEnd(long rows)
    {
        Check();
        if (Interlocked.CompareExchange(ref _rows, rows, Unknown) is var first && first != Unknown && first != rows)
            throw Changed(FormattableString.Invariant($"it had {first} rows, and has {rows}"));
    }

    private TableException Changed(string how) =>
        new($"{name} must stay as it is while it is read, more than once; {how}. A copy of it, made when it is whole, stays the same.");

    private static (long Length, DateTime Written) Read(string name, string path)
    {
        try
        {
            // Of the file itself, where the path is a link.
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{name} cannot be read: {error.Message}", error);
        }
    }
}
