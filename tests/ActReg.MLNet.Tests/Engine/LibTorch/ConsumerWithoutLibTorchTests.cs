using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>An application that refers to the plugin and TorchSharp, and has no libtorch.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ConsumerWithoutLibTorchTests
{
    private static ConsumerProject _project = null!;

    /// <summary>Where this build has libtorch.</summary>
    private static readonly string LibTorch = Path.GetDirectoryName(typeof(torch).Assembly.Location)!;

    [ClassInitialize]
    public static void Restore(TestContext context)
    {
        _project = new ConsumerProject(
            "Bare",
            ConsumerProject.Package("TorchSharp", ConsumerPrograms.TorchSharpVersion) + ConsumerPrograms.MLNet + ConsumerProject.Plugin,
            ConsumerPrograms.TrainWithTorch);
        _project.Do("restore");
    }

    [ClassCleanup]
    public static void Delete() => _project.Dispose();

    [TestMethod]
    public void Is_told_which_package_to_add()
    {
        var (exitCode, output) = _project.Run(Build("told"));
        Assert.AreEqual(3, exitCode, output);
        foreach (var part in new[] { "TorchSharp-cpu", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows", ConsumerPrograms.TorchSharpVersion })
            Assert.Contains(part, output);
        Assert.Contains(Path.Combine(_project.Folder, "told"), output, "where it was looked for");
        Assert.Contains("cause ", output);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [SupportedOSPlatform("linux")]
    public void Hears_nothing_else_and_can_go_on_once_libtorch_is_there()
    {
        var output = RunAndSupply(Build("supplied"), LibTorch);
        Assert.DoesNotContain("LoadNativeBackend", output);
        var accepted = NativeLibrary.TryLoad(ConsumerProject.RealPath(Path.Combine(LibTorch, NativeFolders.TorchSharpFile)), out _);
        Assert.Contains($"from memory {!accepted}", output, "patched exactly where the system refuses the file");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [SupportedOSPlatform("linux")]
    public void Gets_the_file_itself_where_the_system_accepts_it()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_project.Folder, "native")).FullName;
        foreach (var file in Directory.EnumerateFiles(LibTorch, "lib*.so*"))
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), ConsumerProject.RealPath(file));
        var native = Path.Combine(folder, NativeFolders.TorchSharpFile);
        var image = File.ReadAllBytes(native);
        File.Delete(native);
        File.WriteAllBytes(native, ElfVersionNeeds.MakeWeak(image, LinuxTorchSharp.UnusedVersion) ?? image);

        Assert.Contains("from memory False", RunAndSupply(Build("accepted"), folder));
    }

    private static string Build(string folder)
    {
        _project.Do("build", "--no-restore", "-o", folder);
        return Path.Combine(folder, "Bare.dll");
    }

    /// <summary>Runs the program, which fails, is given a folder with libtorch, and goes on.</summary>
    private static string RunAndSupply(string program, string folder)
    {
        var (exitCode, output) = _project.Run(program, folder);
        Assert.AreEqual(0, exitCode, output);
        Assert.StartsWith("error libtorch was not found.", output);
        Assert.Contains(ConsumerPrograms.Trained, output);
        return output;
    }
}
