using System.Globalization;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>The file that docs/packages.md shows.</summary>
[TestClass]
public sealed class FileBasedTests
{
    private static readonly string Code = Page.Packages.Block("csharp", "#:package")
        .Replace($"ActReg.MLNet@{Build.Version}\n", $"ActReg.MLNet@{Workspace.Version}\n", StringComparison.Ordinal);

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Workspace.Folder, "files")).FullName;

    [TestMethod]
    public void It_trains_and_saves()
    {
        var (exitCode, output) = Run("circles.cs", Code);
        Assert.AreEqual(0, exitCode, output);
        Assert.IsGreaterThan(0.75, double.Parse(output, CultureInfo.InvariantCulture));
        Assert.IsTrue(File.Exists(Path.Combine(_folder, "circles.zip")));

        // Where nothing else lies but in this run's own folder.
        if (!OperatingSystem.IsLinux())
            return;
        var folder = Directory.GetDirectories(Path.Combine(Workspace.SdkData, "dotnet", "runfile"), "circles-*").Single();
        Assert.AreEqual(Page.Packages.Number("([0-9]+) MB of this one"), Workspace.Megabytes(folder), 2);
    }

    [TestMethod]
    public void Without_its_property_ML_NET_says_what_the_page_says()
    {
        const string Property = "#:property PublishAot=false\n";
        Assert.Contains(Property, Code);
        var (exitCode, output) = Run("ahead.cs", Code.Replace(Property, "", StringComparison.Ordinal));
        if (NotFetched.Tells(output, "ILCompiler"))
            Assert.Inconclusive("No package source has the ahead-of-time compiler.");
        Assert.AreNotEqual(0, exitCode, output);
        Assert.Contains(Page.Packages.Text.Split('`').Single(code => code.StartsWith("PlatformNotSupportedException: ", StringComparison.Ordinal)), output);
    }

    private (int ExitCode, string Output) Run(string file, string code)
    {
        File.WriteAllText(Path.Combine(_folder, file), code);
        return Workspace.Run(_folder, SdkProcess.Dotnet, "run", file);
    }
}
