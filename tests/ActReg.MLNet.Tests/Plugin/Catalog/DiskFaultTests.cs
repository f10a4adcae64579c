using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Where a disk takes nothing more, or a folder nothing at all, saving says so, and leaves nothing behind.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DiskFaultTests
{
    /// <summary>Nobody can write there, root included.</summary>
    private const string Closed = "/proc/saved";

    private const string Full = "/dev/full";

    private readonly MLContext _mlContext = new();

    [TestMethod]
    public void Of_a_verified_model()
    {
        var error = Assert.ThrowsExactly<IOException>(() => _mlContext.Model.SaveVerified(TinyTraining.Fit(), null, Closed));
        Assert.StartsWith($"path: \"{Closed}\" cannot be written. ", error.Message);
        Assert.IsFalse(File.Exists(Closed));
    }

    [TestMethod]
    public void Of_a_verified_model_in_a_stream()
    {
        using var full = new FileStream(Full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var error = Assert.ThrowsExactly<IOException>(() => _mlContext.Model.SaveVerified(TinyTraining.Fit(), null, full));
        Assert.StartsWith("No space left on device", error.Message);
    }

    /// <summary>A file system with room for one model, which is not lost, and not for another of more weights. However much of it is missing.</summary>
    [TestMethod]
    [DoNotParallelize]
    public void A_full_disk_leaves_the_earlier_model()
    {
        using var folder = new TemporaryFolder();
        if (RunShell($"mount -t tmpfs -o size=256k actreg '{folder["."]}'") != 0)
            Assert.Inconclusive("This process may not mount a file system.");
        try
        {
            var path = folder["model.zip"];
            var options = TinyTraining.Options();
            (options.Layers, options.Epochs) = ([Layer.Dense(1000)], 1);
            var (small, large) = (TinyTraining.Fit(), TinyTraining.Fit(options));
            _mlContext.Model.SaveVerified(small, null, path);
            var earlier = File.ReadAllBytes(path);
            using var whole = new MemoryStream();
            _mlContext.Model.SaveVerified(large, null, whole);
            foreach (var missing in new[] { 4L << 10, 8 << 10, (whole.Length + 4095) / 4096 * 4096 })
            {
                var free = new DriveInfo(folder["."]).AvailableFreeSpace;
                File.WriteAllBytes(folder["other"], new byte[free - Math.Max(0, (whole.Length + 4095) / 4096 * 4096 - missing)]);
                var error = Assert.ThrowsExactly<IOException>(() => _mlContext.Model.SaveVerified(large, null, path), $"{missing} bytes missing");
                Assert.StartsWith($"path: \"{path}\" cannot be written. ", error.Message);
                TinyTraining.AreEqual(earlier, File.ReadAllBytes(path));
                TinyTraining.AreEqual(["model.zip", "other"], folder.Files);
                File.Delete(folder["other"]);
            }

            _mlContext.Model.SaveVerified(large, null, path);

            // So it is with what is unpacked to be verified.
            var other = new MLContext { TempFilePath = folder["."] };
            File.WriteAllBytes(folder["other"], new byte[new DriveInfo(folder["."]).AvailableFreeSpace - (4 << 10)]);
            Assert.StartsWith(
                $"The model file \"{path}\" cannot be unpacked into \"{folder["."]}\". No space left on device",
                Assert.ThrowsExactly<IOException>(() => other.Model.LoadVerified(path, out _)).Message);
            using var stream = new MemoryStream();
            Assert.StartsWith(
                $"The temporary file in \"{folder["."]}\" cannot be written. ",
                Assert.ThrowsExactly<IOException>(() => other.Model.SaveVerified(large, null, stream)).Message);
            Assert.AreEqual(0, stream.Length);
            TinyTraining.AreEqual(["model.zip", "other"], folder.Files);
        }
        finally
        {
            RunShell($"umount '{folder["."]}'");
        }
    }

    private static int RunShell(string command)
    {
        using var process = System.Diagnostics.Process.Start("sh", ["-c", command + " 2>/dev/null"]);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>ML.NET's own writing, with our entry in it.</summary>
    [TestMethod]
    [DataRow(Closed)]
    [DataRow(Full)]
    public void Of_a_plain_model(string path)
    {
        var error = Assert.Throws<Exception>(() => _mlContext.Model.Save(TinyTraining.Fit(), null, path));
        Assert.IsTrue(error is IOException or UnauthorizedAccessException, $"{error}");
    }
}
