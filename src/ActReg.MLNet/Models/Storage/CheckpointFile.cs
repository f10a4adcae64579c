namespace ActReg.MLNet;

/// <summary>The file of a checkpoint; CheckpointFile.md beside this file documents it.</summary>
/// <param name="path">The file, as an absolute path.</param>
internal sealed class CheckpointFile(string path) : ICheckpointStore
{
    private const int CurrentVersion = 1;

    private readonly AtomicFile _file = new(path);

    public string Name => path;

    public Checkpoint? Read()
    {
        try
        {
            return Try("read", ReadPresent);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException(
                $"checkpointPath: training cannot go on from \"{path}\". {e.Message} "
                + "If it is a checkpoint, delete it to train from the start; else choose another path.", e);
        }
    }

    /// <summary>Tries, before there is a checkpoint, whether one can be written.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public void CheckWritable() => Try("written", () => _file.CheckWritable());

    /// <inheritdoc/>
    public void Write(Checkpoint checkpoint) => Try("written", () => _file.Write(
        stream => ChecksummedContent.Write(stream, CurrentVersion, new CheckpointContent(checkpoint))));

    public void Delete() => Try("deleted", _file.Delete);

    /// <summary>An empty file is as good as none.</summary>
    private Checkpoint? ReadPresent() => _file.Kind switch
    {
        FileKind.Pipe or FileKind.Device => throw new FormatException("The file is a pipe or a device."),
        FileKind.Regular when _file.Length > 0 => ReadExisting(),
        _ => null,
    };

    private Checkpoint ReadExisting()
    {
        using var stream = _file.OpenRead();
        var checkpoint = ChecksummedContent.Read(stream, CurrentVersion, "checkpoint", (reader, _) => CheckpointContent.Take(reader));
        return stream.ReadByte() < 0
            ? checkpoint
            : throw new FormatException("The stored checkpoint is damaged: it is followed by other bytes.");
    }

    private void Try(string what, Action act) => Try<object?>(what, () =>
    {
        act();
        return null;
    });

    /// <summary>Has every error of the file say which option it is of.</summary>
    private T Try<T>(string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (AtomicFile.IsFailure(e))
        {
            throw new IOException($"checkpointPath: \"{path}\" cannot be {what}. {e.Message}", e);
        }
    }
}
