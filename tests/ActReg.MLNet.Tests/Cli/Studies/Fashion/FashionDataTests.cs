using ActReg.MLNet.Cli.Fashion;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>The files of images and labels, whole and otherwise.</summary>
[TestClass]
public sealed class FashionDataTests
{
    [TestMethod]
    public void Images_are_rows_of_pixels_with_the_name_of_their_kind()
    {
        using var folder = new TemporaryFolder();
        FashionFiles.Write(folder["data"], trainImages: 20, testImages: 10);
        var data = FashionData.Load(folder["data"]);
        Assert.HasCount(20, data.Train);
        Assert.HasCount(10, data.Test);
        Assert.AreEqual("Dress", data.Train[13].Kind);
        // The rows 10 and 11 of an image of kind 3 are bright.
        var bright = data.Train[13].Features.Select((pixel, place) => (pixel, place)).Where(entry => entry.pixel > 0.7f).ToArray();
        TinyTraining.AreEqual(Enumerable.Range(10 * 28, 2 * 28), bright.Select(entry => entry.place));
        Assert.IsTrue(data.Train.All(image => image.Features.All(pixel => pixel is >= 0 and <= 1)));
    }

    [TestMethod]
    public void A_missing_file_says_where_to_get_it()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.ThrowsExactly<IOException>(() => FashionData.Load(folder["data"]));
        Assert.StartsWith($"--data '{folder["data"]}' has no file train-images-idx3-ubyte.gz. On Debian and Ubuntu 'apt-get install ", error.Message);
    }

    [TestMethod]
    [DataRow(0x802, new[] { 2, 2 }, 4, "its magic number is 00000802, not 00000803.")]
    [DataRow(0x803, new[] { 1, 2, 2 }, 3, "it ends too early.")]
    [DataRow(0x803, new[] { 1, 2, 2 }, 5, "it has more values than its dimensions say.")]
    [DataRow(0x803, new[] { 1, -2, 2 }, 4, "its dimensions are 1 x -2 x 2.")]
    [DataRow(0x803, new[] { 65536, 65536, 65536 }, 4, "its dimensions are 65536 x 65536 x 65536.")]
    public void A_file_that_is_something_else_is_refused(int magicNumber, int[] dimensions, int length, string problem)
    {
        using var folder = new TemporaryFolder();
        FashionFiles.Write(folder["f.gz"], magicNumber, dimensions, new byte[length]);
        var error = Assert.ThrowsExactly<IOException>(() => IdxFile.Read(folder["f.gz"], dimensionCount: 3));
        Assert.AreEqual($"'{folder["f.gz"]}' is no IDX file of bytes: {problem}", error.Message);
    }

    [TestMethod]
    public void A_file_that_is_not_compressed_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["f.gz"], [0, 0, 8, 3, 0, 0, 0, 1]);
        var error = Assert.ThrowsExactly<IOException>(() => IdxFile.Read(folder["f.gz"], dimensionCount: 3));
        Assert.StartsWith($"'{folder["f.gz"]}' is no IDX file of bytes: ", error.Message);
    }

    [TestMethod]
    public void As_many_labels_as_images_are_asked_for()
    {
        using var folder = new TemporaryFolder();
        FashionFiles.Write(folder["data"], trainImages: 20);
        FashionFiles.Write(Path.Combine(folder["data"], FashionFiles.Names[1]), 0x801, [19], new byte[19]);
        var error = Assert.ThrowsExactly<IOException>(() => FashionData.Load(folder["data"]));
        Assert.EndsWith("as many as train-labels-idx1-ubyte.gz has labels; they have 20 x 28 x 28 values and 19 labels.", error.Message);
        FashionFiles.Write(Path.Combine(folder["data"], FashionFiles.Names[1]), 0x801, [20], [.. Enumerable.Repeat((byte)10, 20)]);
        error = Assert.ThrowsExactly<IOException>(() => FashionData.Load(folder["data"]));
        Assert.EndsWith("train-labels-idx1-ubyte.gz must have labels from 0 to 9; it has 10.", error.Message);
    }
}
