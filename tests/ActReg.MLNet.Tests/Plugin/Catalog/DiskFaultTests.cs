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
        Assert.Throws<IOException>(() => _mlContext.Model.SaveVerified(TinyTraining.Fit(), null, full));
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
