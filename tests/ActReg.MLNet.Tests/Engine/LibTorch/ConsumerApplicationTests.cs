using System.Runtime.InteropServices;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>Applications built the ways users build them, each in a process that has not loaded libtorch.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ConsumerApplicationTests
{
    private static ConsumerProject _project = null!;

    [ClassInitialize]
    public static void Restore(TestContext context)
    {
        _project = new ConsumerProject("App", ConsumerPrograms.LibTorch + ConsumerPrograms.MLNet + ConsumerProject.Plugin, ConsumerPrograms.TrainWithTorch);
        _project.Do("restore", "-p:SelfContained=true");
    }

    [ClassCleanup]
    public static void Delete() => _project.Dispose();

    /// <summary>Where links are not possible each output is half a gigabyte.</summary>
    [TestCleanup]
    public void DeleteOutput()
    {
        if (Directory.Exists(Path.Combine(_project.Folder, "bin")))
            Directory.Delete(Path.Combine(_project.Folder, "bin"), recursive: true);
    }

    [TestMethod]
    public void Works_with_dotnet_run() => AssertTrains(_project.Run("run", "--no-restore"));

    /// <summary>TorchSharp's own attempt fails on Debian 12, for good; elsewhere it may not.</summary>
    [TestMethod]
    public void Says_that_TorchSharp_was_used_too_early()
    {
        var run = _project.Run("run", "--no-restore", "--", "early");
        if (run.Output.Contains("refused TypeInitializationException", StringComparison.Ordinal))
            Assert.Contains("error libtorch loads now, but TorchSharp was used before and could not load it, which lasts as long as the process. Call TorchRuntime.EnsureLoaded() before", run.Output);
        else
            AssertTrains(run);
    }

    [TestMethod]
    public void Works_published() => AssertTrains(_project.Run(Path.Combine(Publish("--no-self-contained"), "App.dll")));

    [TestMethod]
    public void Works_published_with_its_own_runtime()
    {
        var folder = Publish("--self-contained");
        Assert.IsTrue(File.Exists(Path.Combine(folder, "System.Private.CoreLib.dll")), "the runtime is not in the output");
        AssertTrains(_project.Start(Path.Combine(folder, OperatingSystem.IsWindows() ? "App.exe" : "App")));
    }

    private static string Publish(string option)
    {
        var folder = Path.Combine(_project.Folder, "bin", "published");
        _project.Do("publish", "--no-restore", "-r", RuntimeInformation.RuntimeIdentifier, option, "-o", folder);
        return folder;
    }

    private static void AssertTrains((int ExitCode, string Output) run)
    {
        Assert.AreEqual(0, run.ExitCode, run.Output);
        Assert.Contains(ConsumerPrograms.Trained, run.Output);
        Assert.DoesNotContain("error", run.Output);
    }
}
