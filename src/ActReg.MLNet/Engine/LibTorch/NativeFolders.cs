using System.Reflection;
using System.Runtime.InteropServices;

namespace ActReg.MLNet;

/// <summary>Where the native libraries of TorchSharp and libtorch may be.</summary>
internal static class NativeFolders
{
    /// <summary>The version of the libtorch packages that this TorchSharp is built for.</summary>
    internal const string LibTorchVersion = "2.10.0";

    /// <summary>The folder name under <c>runtimes</c>; the runtime's own identifier may name a distribution instead.</summary>
    internal static string Platform { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + (RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "-x64",
            Architecture.Arm64 => "-arm64",
            _ => "-other",
        });

    /// <summary>libtorch's main library; no package contains it without the rest.</summary>
    internal static string LibTorchFile => FileName("torch_cpu");

    internal static string TorchSharpFile => FileName("LibTorchSharp");

    /// <summary>The folders to look in, best first, existing or not.</summary>
    internal static IReadOnlyList<string> Of(Assembly torchSharp) => Of(
        Path.GetDirectoryName(torchSharp.Location) ?? "", AppContext.BaseDirectory, AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string);

    /// <param name="assemblyFolder">Where TorchSharp.dll is; empty when it has no file.</param>
    /// <param name="applicationFolder">Where the application is.</param>
    /// <param name="searchFolders">The host's list of folders with native libraries.</param>
    internal static IReadOnlyList<string> Of(string assemblyFolder, string applicationFolder, string? searchFolders)
    {
        var folders = new List<string>();
        // TorchSharp.dll's own surroundings first: its native half must be of the same version.
        AddWithPlatform(assemblyFolder);
        AddPackages(assemblyFolder);
        AddWithPlatform(applicationFolder);
        folders.AddRange((searchFolders ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Normal));
        return [.. folders.Distinct()];

        void AddWithPlatform(string folder)
        {
            if (folder.Length == 0)
                return;
            folders.Add(Normal(folder));
            folders.Add(Native(Normal(folder)));
        }

        // Scripts load TorchSharp.dll from NuGet's cache: <cache>/torchsharp/<version>/lib/<framework>.
        void AddPackages(string folder)
        {
            if (Directory.GetParent(folder.Length == 0 ? "/" : folder) is not { Name: "lib", Parent: { Parent.Name: "torchsharp" } package })
                return;
            folders.Add(Native(package.FullName));
            var cache = package.Parent.Parent?.FullName ?? "";
            folders.Add(Native(Path.Combine(cache, $"libtorch-cpu-{Platform}", LibTorchVersion)));
        }
    }

    /// <summary>The first of the folders that holds the file, and the file in it.</summary>
    internal static string? Find(IEnumerable<string> folders, string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static string Native(string folder) => Path.Combine(folder, "runtimes", Platform, "native");

    private static string Normal(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? library + ".dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
