using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace ActReg.MLNet;

/// <summary>Loads a native library from bytes, through a file that exists in memory only.</summary>
[SupportedOSPlatform("linux")]
internal static partial class MemoryLibrary
{
    private const uint CloseOnExec = 1;
    private const int BindNow = 2;

    /// <summary>The files stay open: the system knows a loaded library by its path, and a later file must not get the same one.</summary>
    private static readonly List<SafeFileHandle> Files = [];

    /// <exception cref="DllNotFoundException">The system refuses the library.</exception>
    /// <exception cref="Win32Exception">The system has no such files.</exception>
    public static nint Load(string name, byte[] image)
    {
        var descriptor = MemoryFileCreate(name, CloseOnExec);
        if (descriptor < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.Write(file, image, fileOffset: 0);
        var path = $"/proc/self/fd/{descriptor}";

        // All symbols at once: one that is missing is an error here, and would end the process at its first call.
        _ = LastError();
        if (Open(path, BindNow) == 0)
        {
            var message = Marshal.PtrToStringUTF8(LastError());
            file.Dispose();
            throw new DllNotFoundException($"{name}: {message}");
        }

        lock (Files)
            Files.Add(file);
        return NativeLibrary.Load(path);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MemoryFileCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint LastError();
}
