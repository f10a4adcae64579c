namespace ActReg.MLNet.Cli.Terminal;

/// <summary>A file or folder to write.</summary>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Given">The path as it was written.</param>
internal sealed record OutputPath(string Option, string Given)
{
    public string FullPath => Path.GetFullPath(Given);

    /// <summary>A file in this folder.</summary>
    public OutputPath File(string name) => this with { Given = Path.Combine(Given, name) };

    /// <summary>Replaces the file by what <paramref name="write"/> writes, once all is written.</summary>
    /// <exception cref="IOException">The file cannot be written, and is as it was; the message names option, path and reason.</exception>
    public void Write(Action<Stream> write) => Try(path => ResultFile.Write(path, write));

    /// <summary>Tries whether the file could be written, and leaves one of that name as it is. Its folder is not made: its name may be a mistake.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void CheckFile() => Try(path =>
    {
        var folder = Path.GetDirectoryName(path);
        if (folder != null && !Directory.Exists(folder))
            throw new IOException($"there is no folder '{folder}'; make it first.");
        ResultFile.CheckWritable(path);
    });

    /// <summary>Makes the folder if need be.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public void CreateFolder() => Try(path => Directory.CreateDirectory(path));

    /// <summary>What the help shows of a default.</summary>
    public override string ToString() => Given;

    private void Try(Action<string> act)
    {
        try
        {
            act(FullPath);
        }
        catch (Exception error) when (AtomicFile.IsFailure(error))
        {
            throw new IOException($"{Option} '{FullPath}' cannot be written: {error.Message.TrimEnd('.')}.{DiskRemedy.Of(error)}", error);
        }
    }
}
