using System.Security;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>The packages of this build in a folder, and beside it the folders of applications, which restore from it by an empty cache. Made once, and removed at the end.</summary>
[TestClass]
public static class Workspace
{
    private static readonly string Root = Directory.CreateTempSubdirectory("actreg-").FullName;

    public static string Version => PackageFeed.Version;

    /// <summary>Where applications are: the packages are in its folder <c>feed</c>.</summary>
    internal static string Folder { get; } = Path.Combine(Root, "work");

    internal static string Feed { get; } = Path.Combine(Folder, "feed");

    /// <summary>Where restored packages are unpacked.</summary>
    internal static string Cache { get; } = Path.Combine(Root, "cache");

    /// <summary>Where the SDK builds file-based applications, on Linux.</summary>
    internal static string SdkData { get; } = Path.Combine(Root, "data");

    [AssemblyInitialize]
    public static void Pack(TestContext context)
    {
        Directory.CreateDirectory(Feed);
        Directory.CreateDirectory(SdkData);
        // Nothing above it has a say, but for the user's package sources. What the build has unpacked is one too, so that the net is hardly needed.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(Root, file), "<Project />");
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="build" value="{SecurityElement.Escape(Build.PackageFolder)}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), Page.Packages.Block("xml", "<configuration>"));

        var output = PackageFeed.Pack(Feed, Path.Combine(Root, "nuspec"));
        Assert.DoesNotContain("warn", output, StringComparison.OrdinalIgnoreCase);
        Assert.AreSequenceEqual(
            [
                $"ActReg.MLNet.{Version}.nupkg", $"ActReg.MLNet.{Version}.snupkg", $"ActReg.MLNet.Interchange.{Version}.nupkg", $"ActReg.MLNet.Interchange.{Version}.snupkg",
                $"ActReg.MLNet.Plotting.{Version}.nupkg", $"ActReg.MLNet.Plotting.{Version}.snupkg",
            ],
            Directory.GetFiles(Feed).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [AssemblyCleanup]
    public static void Delete() => Directory.Delete(Root, recursive: true);

    /// <summary>Bytes of a folder's files, in millions.</summary>
    internal static double Megabytes(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / 1e6;

    /// <summary>Runs a command of the SDK that has to succeed, and returns its output.</summary>
    internal static string Do(string folder, params string[] arguments)
    {
        var (exitCode, output) = Run(folder, SdkProcess.Dotnet, arguments);
        Assert.AreEqual(0, exitCode, $"dotnet {string.Join(' ', arguments)}: {output}");
        return output;
    }

    internal static (int ExitCode, string Output) Run(string folder, string program, params string[] arguments)
    {
        using var process = SdkProcess.Create(folder, program, arguments);
        process.StartInfo.Environment["NUGET_PACKAGES"] = Cache;
        process.StartInfo.Environment["XDG_DATA_HOME"] = SdkData;
        return SdkProcess.Run(process);
    }
}
