namespace ActReg.MLNet;

/// <summary>The file of a checkpoint, which is whole at any moment; CheckpointFile.md beside this file documents it.</summary>
/// <param name="path">The file, as an absolute path.</param>
internal sealed class CheckpointFile(string path) : ICheckpointStore
{
    private const int CurrentVersion = 1;

    public string Name => path;

    public Checkpoint? Read()
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var stream = File.OpenRead(path);
            var checkpoint = ChecksummedContent.Read(stream, CurrentVersion, "checkpoint", (reader, _) => CheckpointContent.Take(reader));
            return stream.ReadByte() < 0
                ? checkpoint
                : throw new FormatException("The stored checkpoint is damaged: it is followed by other bytes.");
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException(
                $"checkpointPath: training cannot go on from \"{path}\". {e.Message} "
                + "Delete the file to train from the start, or choose another path.", e);
        }
    }

    /// <summary>Writes beside the file what then takes its place, so that it is never half-written.</summary>
    /// <inheritdoc/>
    public void Write(Checkpoint checkpoint)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                ChecksummedContent.Write(stream, CurrentVersion, new CheckpointContent(checkpoint));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public void Delete() => File.Delete(path);
}
