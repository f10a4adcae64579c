using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>C# scripts, and so notebooks: they load libraries into a context that is not the default one.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ScriptTests
{
    private static ConsumerProject _project = null!;

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        _project = new ConsumerProject(
            "Host", ConsumerProject.Package("Microsoft.CodeAnalysis.CSharp.Scripting", "5.12.0"), ConsumerPrograms.RunScript);
        _project.Do("build", "-o", "out");
    }

    [ClassCleanup]
    public static void Delete() => _project.Dispose();

    [TestMethod]
    public void Script_uses_the_libraries_of_a_build() => AssertScriptTrains(typeof(torch).Assembly.Location);

    [TestMethod]
    public void Script_uses_the_packages_in_the_cache()
    {
        var cached = ConsumerProject.RealPath(typeof(torch).Assembly.Location);
        if (cached == typeof(torch).Assembly.Location)
            Assert.Inconclusive("This build copies TorchSharp.dll, so the package cache is not known here.");
        AssertScriptTrains(cached);
    }

    private static void AssertScriptTrains(string torchSharp)
    {
        _project.Write("train.csx", ConsumerPrograms.ScriptThatTrains(torchSharp, typeof(TorchRuntime).Assembly.Location));
        var (exitCode, output) = _project.Run(Path.Combine("out", "Host.dll"), "train.csx");
        Assert.AreEqual(0, exitCode, output);
        Assert.Contains(ConsumerPrograms.Trained, output);
        Assert.Contains("default context False", output, "not the case this test is about");
        Assert.Contains($"from {torchSharp}", output);
    }
}
