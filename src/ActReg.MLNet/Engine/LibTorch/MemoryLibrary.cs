using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
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

        if (Refusal(path) is { } reason)
        {
            file.Dispose();
            throw new DllNotFoundException($"{name}: {reason}");
        }

        lock (Files)
            Files.Add(file);
        return NativeLibrary.Load(path);
    }

    /// <summary>Why the system does not load a library with all its symbols: one that is missing would end the process at its first call.</summary>
    private static unsafe string? Refusal(string path)
    {
        // By address: what .NET does to find an imported function can overwrite the error between the two calls.
        var system = NativeLibrary.GetMainProgramHandle();
        var open = (delegate* unmanaged<byte*, int, nint>)NativeLibrary.GetExport(system, "dlopen");
        var lastError = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(system, "dlerror");
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            return open(name, BindNow) == 0 ? Marshal.PtrToStringUTF8((nint)lastError()) : null;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int MemoryFileCreate(string name, uint flags);
}
