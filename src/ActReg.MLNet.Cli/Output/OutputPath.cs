namespace ActReg.MLNet.Cli.Terminal;

/// <summary>A file or folder to write.</summary>
/// <param name="Option">The option that asks for it.</param>
/// <param name="Given">The path as it was written.</param>
internal sealed record OutputPath(string Option, string Given)
{
    public string FullPath => Path.GetFullPath(Given);

    /// <summary>Does <paramref name="write"/>, which gets the full path.</summary>
    /// <exception cref="IOException">It could not; the message names option, path and reason.</exception>
    public void Write(Action<string> write)
    {
        try
        {
            write(FullPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Option} '{FullPath}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Makes the file's folder if need be, and leaves a file of that name as it is.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void CheckFile() => Write(path =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var isNew = !File.Exists(path);
        File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        if (isNew)
            File.Delete(path);
    });

    /// <summary>Makes the folder if need be.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public void CreateFolder() => Write(path => Directory.CreateDirectory(path));

    /// <summary>What the help shows of a default.</summary>
    public override string ToString() => Given;
}
