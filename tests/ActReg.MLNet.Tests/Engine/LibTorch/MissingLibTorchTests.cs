
namespace ActReg.MLNet.Tests.Torch;

[TestClass]
public sealed class MissingLibTorchTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actreg-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Message_names_the_packages_and_where_libtorch_was_looked_for()
    {
        var message = Message();
        foreach (var part in new[] { "TorchSharp-cpu", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows", "0.107.0", _folder })
            Assert.Contains(part, message);
    }

    [TestMethod]
    public void Message_tells_TorchSharp_s_half_from_libtorch_s()
    {
        Put(NativeFolders.LibTorchFile);
        Assert.Contains($"Looked for {NativeFolders.TorchSharpFile}", Message());
    }

    [TestMethod]
    public void Message_passes_on_why_a_file_does_not_load()
    {
        Put(NativeFolders.LibTorchFile);
        Put(NativeFolders.TorchSharpFile);
        Assert.Contains("the cause", Message());
    }

    [TestMethod]
    public void Message_says_so_where_no_package_exists()
    {
        var message = Message("linux-arm64");
        Assert.Contains("linux-arm64", message);
        Assert.DoesNotContain("Add the NuGet package", message);
    }

    private string Message(string platform = "linux-x64") =>
        MissingLibTorch.Message([_folder], "0.107.0", platform, new DllNotFoundException("the cause"));

    private void Put(string file) => File.WriteAllText(Path.Combine(_folder, file), "");
}
