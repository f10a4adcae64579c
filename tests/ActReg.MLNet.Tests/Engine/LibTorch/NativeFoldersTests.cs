
namespace ActReg.MLNet.Tests.Torch;

[TestClass]
public sealed class NativeFoldersTests
{
    private static readonly string Native = Path.Combine("runtimes", NativeFolders.Platform, "native");

    [TestMethod]
    public void An_application_is_searched_before_what_the_host_lists()
    {
        var app = Folder("app");
        var host = string.Join(Path.PathSeparator, Folder("shared") + Path.DirectorySeparatorChar, app);
        CollectionAssert.AreEqual(
            new[] { app, Path.Combine(app, Native), Folder("shared") },
            NativeFolders.Of(app, app + Path.DirectorySeparatorChar, host).ToArray());
    }

    [TestMethod]
    public void TorchSharp_in_the_package_cache_has_its_packages_searched()
    {
        var assembly = Folder("cache", "torchsharp", "0.107.0", "lib", "net8.0");
        var folders = NativeFolders.Of(assembly, Folder("app"), null).ToList();
        CollectionAssert.Contains(folders, Folder("cache", "torchsharp", "0.107.0", Native));
        CollectionAssert.Contains(
            folders, Folder("cache", $"libtorch-cpu-{NativeFolders.Platform}", NativeFolders.LibTorchVersion, Native));
        Assert.IsLessThan(folders.IndexOf(Folder("app")), folders.IndexOf(Folder("cache", "torchsharp", "0.107.0", Native)));
    }

    [TestMethod]
    public void A_single_file_application_has_no_assembly_folder() =>
        CollectionAssert.AreEqual(
            new[] { Folder("app"), Folder("app", Native) }, NativeFolders.Of("", Folder("app"), null).ToArray());

    private static string Folder(params string[] names) => Path.Combine([Path.GetFullPath(Path.DirectorySeparatorChar.ToString()), .. names]);
}
