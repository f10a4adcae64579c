using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
[SupportedOSPlatform("linux")]
public sealed class MemoryLibraryTests
{
    [TestMethod]
    public void An_image_of_a_library_loads()
    {
        var path = NativeFolders.Find(NativeFolders.Of(typeof(torch).Assembly), "libtorch_global_deps.so")!;
        NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(path)!, "libtorch_cpu.so"));

        var first = MemoryLibrary.Load("first", File.ReadAllBytes(path));
        var second = MemoryLibrary.Load("second", File.ReadAllBytes(path));

        Assert.AreNotEqual(0, first);
        Assert.AreNotEqual(first, second, "the second file got the first one's path");
    }

    [TestMethod]
    public void What_is_no_library_is_refused_with_the_system_s_words()
    {
        var error = Assert.ThrowsExactly<DllNotFoundException>(() => MemoryLibrary.Load("text", new byte[4096]));
        Assert.StartsWith("text: /proc/self/fd/", error.Message);
    }
}
