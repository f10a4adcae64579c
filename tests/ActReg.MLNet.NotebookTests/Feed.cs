using ActReg.MLNet.PackageTests;

namespace ActReg.MLNet.NotebookTests;

/// <summary>The packages of this build in a folder, made once; removed at the end, with what a kernel has unpacked of them.</summary>
[TestClass]
public static class Feed
{
    private static readonly string Root = Directory.CreateTempSubdirectory("actreg-").FullName;

    public static string Folder { get; } = Path.Combine(Root, "feed");

    public static string Version => PackageFeed.Version;

    [AssemblyInitialize]
    public static void Pack(TestContext context) => PackageFeed.Pack(Folder, Path.Combine(Root, "nuspec"));

    [AssemblyCleanup]
    public static void Delete()
    {
        Directory.Delete(Root, recursive: true);
        foreach (var package in new[] { "actreg.mlnet", "actreg.mlnet.plotting" })
        {
            var unpacked = Path.Combine(Build.PackageFolder, package, Version);
            if (Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        }
    }
}
