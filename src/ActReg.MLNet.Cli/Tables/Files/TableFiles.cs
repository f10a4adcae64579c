namespace ActReg.MLNet.Cli.Tables;

/// <summary>Tables as users have them: text or Parquet, by what is in the file.</summary>
internal static class TableFiles
{
    /// <param name="role">The argument or option that names the file.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">What is known about it if it is text.</param>
    /// <exception cref="TableException">The file is missing, or is no table.</exception>
    public static DataFile Open(string role, string path, TableFormat format)
    {
        var name = $"{role} '{path}'";
        switch (FileKinds.Of(path))
        {
            case FileKind.Folder:
                throw new TableException($"{name} must be a file; it is a folder.");
            case FileKind.Pipe or FileKind.Device:
                throw new TableException($"{name} must be a file, which can be read more than once; it is a pipe or a device. What comes from a pipe must be saved to a file first.");
        }

        if (!File.Exists(path))
            throw new TableException($"{name} does not exist.");
        return Beginning(name, path) switch
        {
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1'] => ParquetTable.Open(name, path),
            [(byte)'P', (byte)'K', 3, 4] => throw new TableException($"{name} must be text or Parquet; it is a zip, as workbooks are."),
            _ => CsvTable.Open(name, path, format),
        };
    }

    private static byte[] Beginning(string name, string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[4];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{name} cannot be read: {error.Message}", error);
        }
    }
}
