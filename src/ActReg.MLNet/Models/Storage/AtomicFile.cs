namespace ActReg.MLNet;

/// <summary>A file that is whole at any moment: what is written beside it then takes its place.</summary>
/// <param name="path">The file, or a link to it, which stays one.</param>
internal sealed class AtomicFile(string path)
{
    private const string TemporaryExtension = ".tmp";

    private readonly string _path = Target(path)?.FullName ?? path;

    public bool Exists => File.Exists(_path);

    /// <summary>Whether it has no bytes, as pipes and devices have none, whose reading may never end.</summary>
    public bool IsEmpty => new FileInfo(_path).Length == 0;

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
        return target.Length > 0 ? null : "must not name an empty file, a pipe or a device";
    }

    private void WriteBeside(Action<Stream> write, Action<string> then)
    {
        var temporary = $"{_path}.{Guid.NewGuid():N}{TemporaryExtension}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                KeepMode(temporary);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            then(temporary);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Who may read the file may read what takes its place, and nobody else.</summary>
    private void KeepMode(string temporary)
    {
        if (!OperatingSystem.IsWindows() && Exists)
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(_path));
    }

    /// <summary>Those that can be: they are in nobody's way.</summary>
    private void DeleteLeftovers()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!).Where(IsLeftover))
                File.Delete(file);
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
