namespace ActReg.MLNet;

/// <summary>Files that nobody else has, and that are gone when they are closed, or when the process is killed.</summary>
internal static class PrivateFile
{
    /// <summary>Makes one without a buffer: what cannot be written is told at once, and not when it is closed.</summary>
    public static FileStream Create(string folder)
    {
        var path = Path.Combine(folder, $"actreg-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // It is there while it is open, without a name.
        File.Delete(path);
        return file;
    }
}
