namespace ActReg.MLNet;

/// <summary>A file that is whole at any moment: what is written beside it then takes its place.</summary>
/// <param name="path">The file, or a link to it, which stays one.</param>
internal sealed class AtomicFile(string path)
{
    private const string TemporaryExtension = ".tmp";

    /// <summary>Between its making and its lock another process may take a file for a leftover; hardly several in a row.</summary>
    private const int MostAttempts = 5;

    private readonly string _path = Target(path)?.FullName ?? path;

    public bool Exists => File.Exists(_path);

    /// <summary>What is there: reading a pipe or a device may never end.</summary>
    public FileKind Kind => FileKinds.Of(_path);

    public long Length => new FileInfo(_path).Length;

    /// <summary>Whether an exception is the disk's. The last is .NET's for a file larger than the file system or a limit of the shell's allows.</summary>
    public static bool IsFailure(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>What a path must be, if it is not. The folder must exist, lest hours of training are lost to a misspelt one.</summary>
    public static string? Problem(string path, string name)
    {
        var rule = BrokenRule(path);
        return rule == null ? null : Rule.Broken(name, rule, $"\"{path}\"");
    }

    public Stream OpenRead() => File.OpenRead(_path);

    /// <summary>Replaces it by what is written to a stream, which can also be read.</summary>
    public void Write(Action<Stream> write) => WriteBeside(write, temporary => File.Move(temporary, _path, overwrite: true));

    /// <summary>Removes what killed processes left beside it, and tries whether another file can be written there.</summary>
    public void CheckWritable()
    {
        DeleteLeftovers();
        WriteBeside(stream => stream.WriteByte(0), _ => { });
    }

    public void Delete() => File.Delete(_path);

    /// <summary>Removes what killed processes left beside it, where that can be: it is in nobody's way.</summary>
    public void DeleteLeftovers()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!).Where(IsLeftover))
                DeleteUnused(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string? BrokenRule(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0') || Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            return "must name a file";
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            return "must be in a folder that exists";
        // So does a link that leads nowhere.
        if (!File.Exists(path))
            return null;
        if (Target(path) is not { Exists: true } target)
            return "must not be a link to a file that does not exist";
        return FileKinds.Of(target.FullName) is FileKind.Pipe or FileKind.Device ? "must not name a pipe or a device" : null;
    }

    private void WriteBeside(Action<Stream> write, Action<string> then)
    {
        using var stream = CreateBeside(MostAttempts);
        var temporary = stream.Name;
        try
        {
            KeepMode(temporary);
            write(stream);
            stream.Flush(flushToDisk: true);
            // Still open, and so locked: another process takes it for no leftover.
            then(temporary);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>A new file, which has a lock while it is open.</summary>
    private FileStream CreateBeside(int attempts)
    {
        try
        {
            var stream = new FileStream(
                $"{_path}.{Guid.NewGuid():N}{TemporaryExtension}", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);
            // From here on nobody takes it for a leftover.
            if (attempts <= 1 || File.Exists(stream.Name))
                return stream;
            stream.Dispose();
        }
        catch (IOException) when (attempts > 1 && Directory.Exists(Path.GetDirectoryName(_path)))
        {
        }

        return CreateBeside(attempts - 1);
    }

    /// <summary>Who may read the file may read what takes its place, and nobody else.</summary>
    private void KeepMode(string temporary)
    {
        if (!OperatingSystem.IsWindows() && Exists)
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(_path));
    }

    /// <summary>What another process is writing has its lock.</summary>
    private static void DeleteUnused(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private bool IsLeftover(string file)
    {
        var (start, end) = (_path.Length + 1, file.Length - TemporaryExtension.Length);
        return end > start && file.StartsWith($"{_path}.", StringComparison.Ordinal)
            && file.EndsWith(TemporaryExtension, StringComparison.Ordinal) && Guid.TryParseExact(file.AsSpan()[start..end], "N", out _);
    }

    /// <summary>The file that a path leads to; <see langword="null"/> for links in a circle.</summary>
    private static FileInfo? Target(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.LinkTarget == null ? file : (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
