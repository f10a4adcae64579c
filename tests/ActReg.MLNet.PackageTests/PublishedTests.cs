using System.Runtime.InteropServices;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>A program that trains and scores, published by the commands that docs/packages.md shows.</summary>
[TestClass]
public sealed class PublishedTests
{
    private static readonly string[] Lines = [.. Page.Packages.Block("", "dotnet publish").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static Application _application = null!;

    [ClassInitialize]
    public static void Create(TestContext context)
    {
        _application = new("published", ["Train.cs", "Customers.cs"]);
        Customers.Write(_application.In("customers.csv"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void It_runs_by_the_machines_own_NET()
    {
        var folder = Publish("--no-self-contained");
        Assert.IsFalse(File.Exists(Path.Combine(folder, "libcoreclr.so")));
        Trains(SdkProcess.Dotnet, Path.Combine(folder, "published.dll"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void It_runs_by_the_NET_that_it_brings()
    {
        var folder = Publish("--self-contained");
        Assert.IsTrue(File.Exists(Path.Combine(folder, "libcoreclr.so")));
        Trains(Path.Combine(folder, "published"));
    }

    private static string Publish(string option)
    {
        var words = Lines.Single(line => line.EndsWith($" {option}", StringComparison.Ordinal)).Split(' ');
        Assert.AreEqual("dotnet", words[0]);
        var platform = words[Array.IndexOf(words, "-r") + 1];
        if (platform != RuntimeInformation.RuntimeIdentifier)
            Assert.Inconclusive($"The page publishes for {platform}.");

        var folder = _application.In($"out{option}");
        var (exitCode, output) = Workspace.Run(_application.Folder, words[0], [.. words[1..], "-o", folder]);
        if (NotFetched.Tells(output, "Microsoft.NETCore.App.Runtime"))
            Assert.Inconclusive("No package source has .NET itself.");
        Assert.AreEqual(0, exitCode, output);
        Assert.IsEmpty(Directory.GetFiles(folder, "*libtorch*"));
        Assert.IsEmpty(Directory.GetFiles(folder, "libSkiaSharp*"));
        return folder;
    }

    private static void Trains(string program, params string[] arguments)
    {
        var (exitCode, output) = Workspace.Run(_application.Folder, program, [.. arguments, "Fused"]);
        Assert.AreEqual(0, exitCode, output);
        Assert.StartsWith("AUC 0.", output);
    }
}
