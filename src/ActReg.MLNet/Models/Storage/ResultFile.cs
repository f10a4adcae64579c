namespace ActReg.MLNet;

/// <summary>A file to leave results in: replaced whole or not at all. Pipes and devices get the bytes as they come.</summary>
internal static class ResultFile
{
    /// <exception cref="IOException">It cannot be written, and is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        switch (FileKinds.Of(path))
        {
            case FileKind.Pipe or FileKind.Device:
                using (var stream = OpenPresent(path))
                    write(stream);
                return;
            case FileKind.Regular:
                OpenPresent(path).Dispose();
                break;
        }

        var file = new AtomicFile(path);
        file.DeleteLeftovers();
        file.Write(write);
    }

    /// <summary>Tries whether it could be written now, and leaves a file of that name as it is.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <exception cref="IOException">It could not.</exception>
    public static void CheckWritable(string path)
    {
        switch (FileKinds.Of(path))
        {
            case FileKind.Folder:
                throw new IOException("It is a folder.");
            case FileKind.Pipe:
                // Opened and closed, it would end for who reads it.
                return;
            case FileKind.Device:
                OpenPresent(path).Dispose();
                return;
            case FileKind.Regular:
                OpenPresent(path).Dispose();
                break;
        }

        new AtomicFile(path).CheckWritable();
    }

    /// <summary>Refused here, as everywhere, is a file that is there only to be read, though it could be replaced.</summary>
    private static FileStream OpenPresent(string path) =>
        new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
