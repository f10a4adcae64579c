using System.Runtime.InteropServices;

namespace ActReg.MLNet;

/// <summary>What a path leads to, told without opening it: to open a pipe is to wait for its other end.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or a link to nothing.</summary>
    Missing,

    /// <summary>A file that can be replaced, empty or not.</summary>
    Regular,

    Folder,

    Pipe,

    /// <summary>A device or a socket.</summary>
    Device,
}

/// <summary>Finds a file's kind.</summary>
internal static unsafe partial class FileKinds
{
    private const int WorkingFolder = -100;
    private const uint TypeAlone = 1;
    private const int TypeMask = 0xF000;
    private const int PipeType = 0x1000;
    private const int RegularType = 0x8000;

    public static FileKind Of(string path)
    {
        if (Directory.Exists(path))
            return FileKind.Folder;
        if (!File.Exists(path))
            return FileKind.Missing;
        if (OperatingSystem.IsLinux())
        {
            var status = default(Status);
            return ReadStatus(WorkingFolder, path, 0, TypeAlone, &status) != 0 ? FileKind.Missing : (status.Mode & TypeMask) switch
            {
                RegularType => FileKind.Regular,
                PipeType => FileKind.Pipe,
                _ => FileKind.Device,
            };
        }

        // .NET does not tell; what has bytes is a file.
        return OperatingSystem.IsWindows() || new FileInfo(path).Length > 0 ? FileKind.Regular : FileKind.Device;
    }

    /// <summary>The system's own layout, the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(int folder, string path, int flags, uint what, Status* status);
}
