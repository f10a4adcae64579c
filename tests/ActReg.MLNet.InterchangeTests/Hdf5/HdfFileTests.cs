using PureHDF;

namespace ActReg.MLNet.InterchangeTests.Hdf5;

/// <summary>Files of Golden/make_hdf5_files.py, written by h5py.</summary>
[TestClass]
public sealed class HdfFileTests
{
    private static readonly float[] Kernel = [.. Enumerable.Range(0, 12).Select(i => i / 8f - 0.5f)];

    public static IEnumerable<object[]> KerasFiles => Directory.GetFiles(Golden.At("keras"), "*.h5").Order().Select(file => new object[] { Path.GetFileName(file) });

    /// <summary>Another reader has the same numbers, of each weight of each model.</summary>
    [TestMethod]
    [DynamicData(nameof(KerasFiles))]
    public void Numbers_are_those_that_PureHDF_reads(string file)
    {
        using var other = H5File.OpenRead(Golden.At("keras", file));
        // By names alone there is no telling where a weight is; by numbers there is.
        var datasets = Datasets(other).Where(dataset => dataset.Type.Class == H5DataTypeClass.FloatingPoint && dataset.Space.Rank > 0).Select(dataset => dataset.Read<float[]>());
        var read = KerasFile.ReadWeights(Golden.At("keras", file)).Select(tensor => tensor.Values);
        Assert.AreSequenceEqual(Sorted(datasets), Sorted(read));

        static IEnumerable<string> Sorted(IEnumerable<float[]> arrays) => arrays.Select(values => string.Join(" ", values)).Order(StringComparer.Ordinal);
    }

    [TestMethod]
    [DataRow("plain.h5")]
    [DataRow("half.h5")]
    [DataRow("double.h5")]
    [DataRow("big-endian.h5")]
    [DataRow("big-endian-double.h5")]
    [DataRow("chunks.h5")]
    [DataRow("gzip.h5")]
    [DataRow("gzip-half.h5")]
    [DataRow("compact.h5")]
    [DataRow("latest.h5")]
    [DataRow("many-layers.h5")]
    public void Numbers_may_be_written_in_many_ways(string file)
    {
        var tensors = KerasFile.ReadWeights(Golden.At("hdf5", file));
        Assert.AreEqual("dense/0 [3, 4]; dense/1 [4]", string.Join("; ", tensors));
        Assert.AreSequenceEqual(Kernel, tensors[0].Values);
        Assert.AreSequenceEqual([0.5f, -0.25f, 0, 2], tensors[1].Values);
    }

    [TestMethod]
    [DataRow("scalar.h5", "dense/0 []", new[] { 2.5f })]
    [DataRow("nothing.h5", "dense/0 [0, 4]", new float[0])]
    public void A_shape_may_be_of_nothing(string file, string tensor, float[] values)
    {
        var read = KerasFile.ReadWeights(Golden.At("hdf5", file))[0];
        Assert.AreEqual(tensor, $"{read}");
        Assert.AreSequenceEqual(values, read.Values);
    }

    private static IEnumerable<IH5Dataset> Datasets(IH5Group group) => group.Children().SelectMany(child => child switch
    {
        IH5Dataset dataset => [dataset],
        IH5Group inner => Datasets(inner),
        _ => [],
    });
}
