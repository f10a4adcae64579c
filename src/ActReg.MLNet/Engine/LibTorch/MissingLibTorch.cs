using System.Reflection;

namespace ActReg.MLNet;

/// <summary>Says what a user can do when libtorch does not load.</summary>
internal static class MissingLibTorch
{
    private const string Packages = "TorchSharp-cpu (or, for NVIDIA GPUs, TorchSharp-cuda-linux or TorchSharp-cuda-windows)";

    /// <summary>The platforms that TorchSharp has native libraries for.</summary>
    private static readonly string[] Platforms = ["linux-x64", "osx-arm64", "win-x64"];

    public static DllNotFoundException Error(Assembly torchSharp, Exception cause) =>
        new(Message(NativeFolders.Of(torchSharp), torchSharp.GetName().Version?.ToString(3), NativeFolders.Platform, cause), cause);

    /// <summary>Where the library loads, but TorchSharp has given up.</summary>
    public static DllNotFoundException TooLate(Exception cause) => new(
        "libtorch loads now, but TorchSharp was used before and could not load it, which lasts as long as the process. "
        + $"Call {nameof(TorchRuntime)}.{nameof(TorchRuntime.EnsureLoaded)}() before the first use of TorchSharp, and of packages that use it.", cause);

    internal static string Message(IReadOnlyList<string> folders, string? version, string platform, Exception cause)
    {
        if (!Platforms.Contains(platform))
            return $"libtorch cannot be loaded: TorchSharp has it for {string.Join(", ", Platforms)}, and this process runs on {platform}.";

        if (NativeFolders.Find(folders, NativeFolders.LibTorchFile) is not { } libTorch)
        {
            return $"libtorch was not found. Add the NuGet package {Packages}, version {version}, to the application. "
                + $"Looked for {NativeFolders.LibTorchFile} in: {string.Join(", ", folders)}.";
        }

        if (NativeFolders.Find(folders, NativeFolders.TorchSharpFile) is not { } native)
        {
            return $"libtorch was found ({libTorch}), but not TorchSharp's native library. The NuGet package TorchSharp {version} has it. "
                + $"Looked for {NativeFolders.TorchSharpFile} in: {string.Join(", ", folders)}.";
        }

        return $"libtorch was found ({libTorch}), but {native} does not load: {cause.Message} "
            + $"TorchSharp and the package that brings libtorch, {Packages}, must have the same version: {version}.";
    }
}
