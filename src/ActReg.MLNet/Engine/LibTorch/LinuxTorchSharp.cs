using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;

namespace ActReg.MLNet;

/// <summary>
/// Finds TorchSharp's native library where .NET does not, and makes it load on systems whose C++ library is a little older than
/// the one it was built with (Debian 12, Ubuntu 22.04, RHEL 9).
/// </summary>
/// <remarks>
/// There it is refused for one symbol version, which a single symbol has, which nothing in the library uses. A copy of the library
/// in memory needs that version only weakly; no file is changed.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class LinuxTorchSharp(Assembly torchSharp)
{
    internal const string Library = "LibTorchSharp";
    internal const string UnusedVersion = "GLIBCXX_3.4.32";

    /// <summary>In the order in which they need each other. A library loaded from memory has no folder to find its neighbours in.</summary>
    private static readonly string[] Neighbours =
        ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    private readonly Lock _lock = new();
    private nint _handle;

    /// <summary>Why the library, although found, did not load.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>To be called before the first use of TorchSharp, once.</summary>
    public void Subscribe() =>
        // Not always the default context: scripts and plugins have TorchSharp in their own.
        (AssemblyLoadContext.GetLoadContext(torchSharp) ?? AssemblyLoadContext.Default).ResolvingUnmanagedDll += Resolve;

    /// <summary>.NET asks here after its own search, which includes the plain load.</summary>
    private nint Resolve(Assembly requester, string name)
    {
        if (name != Library || requester != torchSharp)
            return 0;

        lock (_lock)
        {
            if (_handle == 0)
                _handle = Load();
            return _handle;
        }
    }

    private nint Load()
    {
        var folders = NativeFolders.Of(torchSharp);
        if (NativeFolders.Find(folders, NativeFolders.TorchSharpFile) is not { } path)
            return 0;

        // Where no folder has libtorch, the system may know it still (LD_LIBRARY_PATH).
        if (NativeFolders.Find(folders, NativeFolders.LibTorchFile) is { } libTorch)
        {
            foreach (var file in Neighbours)
                NativeLibrary.TryLoad(Path.Combine(Path.GetDirectoryName(libTorch) ?? "", file), out _);
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException plain)
        {
            Failure = plain;
        }

        try
        {
            return ElfVersionNeeds.MakeWeak(File.ReadAllBytes(path), UnusedVersion) is { } image
                ? MemoryLibrary.Load(NativeFolders.TorchSharpFile, image)
                : 0;
        }
        catch (Exception patched) when (patched is DllNotFoundException or EntryPointNotFoundException or Win32Exception or IOException
                                            or UnauthorizedAccessException or InvalidDataException)
        {
            // What keeps the library as it is from loading says more than what keeps this way from working.
            return 0;
        }
    }
}
