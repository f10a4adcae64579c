namespace ActReg.MLNet.InterchangeTests.Hdf5;

/// <summary>Files of Golden/make_hdf5_files.py that lead elsewhere, in circles, or to more than there is.</summary>
[TestClass]
public sealed class HostileHdfTests
{
    private const string Damaged = "This is no HDF5 file, or it is damaged: ";
    private const string KernelPath = "\"/layers/dense/vars/0\"";

    [TestMethod]
    [DataRow("integers.h5", $"{Damaged}dataset {KernelPath} must be of floating-point numbers; it is of integers of 8 bytes.")]
    [DataRow("bytes.h5", $"{Damaged}dataset {KernelPath} must be of floating-point numbers; it is of unsigned integers of 1 bytes.")]
    [DataRow("truth.h5", $"{Damaged}dataset {KernelPath} must be of floating-point numbers; it is of enumerations.")]
    [DataRow("texts.h5", $"{Damaged}dataset {KernelPath} must be of floating-point numbers; it is of texts of one length.")]
    [DataRow("records.h5", $"{Damaged}dataset {KernelPath} must be of floating-point numbers; it is of records.")]
    [DataRow("null.h5", $"{Damaged}dataset {KernelPath} is empty: it has no shape.")]
    [DataRow("lzf.h5", $"dataset {KernelPath} is compressed by filter 32000; gzip and shuffle are read.")]
    [DataRow("unwritten.h5", $"{Damaged}dataset {KernelPath} has 0 of 2147483648 bytes.")]
    [DataRow("unwritten-chunks.h5", $"{Damaged}dataset {KernelPath} would have 1099511627776 values.")]
    [DataRow("huge-chunk.h5", $"{Damaged}dataset {KernelPath} would be more than 100 times as large as the file.")]
    [DataRow("half-written.h5", $"{Damaged}dataset {KernelPath} has 8 of 16 values.")]
    [DataRow("bomb.h5", $"{Damaged}dataset {KernelPath} would be more than 100 times as large as the file.")]
    [DataRow("soft-link.h5", $"{Damaged}\"0\" in \"/layers/dense/vars\" is a link to elsewhere, which is not followed.")]
    [DataRow("soft-link-to-itself.h5", $"{Damaged}\"0\" in \"/layers/dense/vars\" is a link to elsewhere, which is not followed.")]
    [DataRow("external-link.h5", $"{Damaged}\"0\" in \"/layers/dense/vars\" is a link to elsewhere, which is not followed.")]
    [DataRow("external-values.h5", $"{Damaged}dataset {KernelPath} has its values in another file, which is not read.")]
    [DataRow("virtual.h5", $"{Damaged}dataset {KernelPath} is made of others, perhaps in other files, which are not read.")]
    [DataRow("cycle.h5", $"{Damaged}\"/layers/dense/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell\" is more than 16 groups deep.")]
    [DataRow("many-links.h5", $"{Damaged}dataset \"/layers/dense/vars/4\" and others would have more bytes than the file.")]
    [DataRow("deep.h5", $"{Damaged}\"/layers/dense/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell/cell\" is more than 16 groups deep.")]
    [DataRow("dotted.h5", $"{Damaged}\"/layers\" has something with the name \"..\".")]
    [DataRow("latest-many-layers.h5", "\"/layers\" has its links in a heap, as only files with libver=\"latest\" or track_order=True have; Keras writes none: write it with h5py's defaults.")]
    [DataRow("latest-chunks.h5", $"dataset {KernelPath} has its chunks in a tree as only files with libver=\"latest\" have; Keras writes none: write it with h5py's defaults.")]
    [DataRow("group.h5", $"{Damaged}{KernelPath} must be a dataset, and is none.")]
    [DataRow("none.h5", "This HDF5 file is none of Keras's: it has neither a group \"layers\", as Keras 3 writes, nor layer_names, as Keras 2 does.")]
    [DataRow("missing.h5", $"{Damaged}\"/dense\" has no \"dense\".")]
    [DataRow("upward.h5", $"{Damaged}\"/dense\" has no \"..\".")]
    [DataRow("rooted.h5", $"{Damaged}\"/\" has no \"\".")]
    [DataRow("upward-layer.h5", $"{Damaged}\"/\" has no \"..\".")]
    [DataRow("numbers-for-names.h5", $"{Damaged}attribute \"layer_names\" of \"/\" must be text; it is of integers of 8 bytes.")]
    [DataRow("endless-header.h5", $"{Damaged}the header of \"/\" goes on where it has been.")]
    [DataRow("endless-tree.h5", $"{Damaged}the tree of \"/\" leads in circles.")]
    [DataRow("endless-names.h5", $"{Damaged}names of \"/\" would be behind its end.")]
    public void It_is_refused_by_name(string file, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<FormatException>(() => KerasFile.ReadWeights(Golden.At("hdf5", file))).Message);

    /// <summary>Wherever a file ends too early, it says so.</summary>
    [TestMethod]
    [DataRow("keras", "masked.weights.h5")]
    [DataRow("keras", "masked.h5")]
    [DataRow("hdf5", "gzip.h5")]
    [DataRow("hdf5", "latest.h5")]
    public void A_file_that_ends_early_is_refused(string folder, string name)
    {
        const int step = 37;
        var bytes = File.ReadAllBytes(Golden.At(folder, name));
        using var temporary = new TemporaryFolder();
        var path = temporary.At(name);
        for (var length = 0; length < bytes.Length; length += step)
        {
            File.WriteAllBytes(path, bytes[..length]);
            var exception = Assert.ThrowsExactly<FormatException>(() => KerasFile.ReadWeights(path), $"{length} bytes");
            Assert.IsLessThan(300, exception.Message.Length);
        }
    }

    [TestMethod]
    public void A_pipe_or_device_is_no_file()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("There are devices of the same names on Linux.");
        Assert.ThrowsExactly<IOException>(() => KerasFile.ReadWeights("/dev/zero"));
        Assert.ThrowsExactly<IOException>(() => KerasFile.ReadNetwork("/dev/zero"));
        Assert.ThrowsExactly<IOException>(() => PyTorchFile.ReadStateDict("/dev/zero"));
    }
}
