namespace ActReg.MLNet;

/// <summary>A file to leave results in: replaced whole or not at all. Pipes and devices get the bytes as they come.</summary>
internal static class ResultFile
{
    /// <exception cref="IOException">It cannot be written, and is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using (var present = OpenPresent(path))
        {
            if (present != null && HoldsNothing(present))
            {
                WriteInPlace(present, write);
                return;
            }
        }

        new AtomicFile(path).Write(write);
    }

    /// <summary>Tries whether it could be written now, and leaves a file of that name as it is.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <exception cref="IOException">It could not.</exception>
    public static void CheckWritable(string path)
    {
        if (Directory.Exists(path))
            throw new IOException("It is a folder.");
        using (var present = OpenPresent(path))
        {
            if (present != null && HoldsNothing(present))
                return;
        }

        new AtomicFile(path).CheckWritable();
    }

    /// <summary>Refused here, as everywhere, is a file that is there only to be read, though it could be replaced.</summary>
    private static FileStream? OpenPresent(string path)
    {
        try
        {
            return File.Exists(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
                : null;
        }
        catch (FileNotFoundException)
        {
            // A link to a file that is not there yet.
            return null;
        }
    }

    /// <summary>So does a device, which nothing may replace.</summary>
    private static bool HoldsNothing(FileStream file) => !file.CanSeek || file.Length == 0;

    private static void WriteInPlace(FileStream file, Action<Stream> write)
    {
        try
        {
            write(file);
        }
        catch when (file.CanSeek && file.Length > 0)
        {
            // The file was empty.
            file.SetLength(0);
            throw;
        }
    }
}
