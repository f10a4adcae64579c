namespace ActReg.MLNet.Interchange;

/// <summary>Opens files that somebody names.</summary>
internal static class InputFile
{
    /// <exception cref="IOException">It cannot be opened, or is no ordinary file: of a pipe or a device the end cannot be told.</exception>
    public static FileStream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (FileKinds.Of(Path.GetFullPath(path)) is FileKind.Pipe or FileKind.Device)
            throw new IOException($"{path} must be an ordinary file.");
        return File.OpenRead(path);
    }

    /// <summary>The first bytes, from where the stream begins, and the stream there again.</summary>
    public static byte[] Start(Stream stream, int length)
    {
        var bytes = new byte[length];
        var count = stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        stream.Position = 0;
        return bytes[..count];
    }
}
