namespace ActReg.MLNet;

/// <summary>Files that nobody else has, and that are gone when they are closed.</summary>
internal static class PrivateFile
{
    public static FileStream Create(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(folder, $"actreg-{Guid.NewGuid():N}.tmp"), options);
    }
}
