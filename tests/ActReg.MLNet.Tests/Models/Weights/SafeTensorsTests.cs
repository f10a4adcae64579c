using System.Buffers.Binary;
using System.Text;
using ActReg.MLNet.Tests.Fuzzing;
using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class SafeTensorsTests
{
    private const long MostMemory = 16 << 20;

    [TestMethod]
    public void WhatIsWrittenIsRead() => Gen.Select(Gen.String, Gen.Int[0, 4].Array[0, 3]).Array[0, 5].Sample(tensors =>
    {
        WeightTensor[] weights =
        [
            .. tensors.DistinctBy(tensor => tensor.Item1)
                .Select((tensor, i) => new WeightTensor(WellFormed(tensor.Item1), tensor.Item2, Numbers.Array(new Random(i), tensor.Item2.Aggregate(1, (size, dimension) => size * dimension)))).DistinctBy(weight => weight.Name),
        ];
        var read = Read(Written(weights));
        Assert.HasCount(weights.Length, read);
        foreach (var (expected, actual) in weights.Zip(read))
        {
            Assert.AreEqual(expected.Name, actual.Name);
            CollectionAssert.AreEqual(expected.Shape, actual.Shape);
            CollectionAssert.AreEqual(expected.Values, actual.Values);
        }
    }, iter: 100, threads: 1);

    /// <summary>As the specification has it: eight bytes of length, JSON, numbers at a multiple of eight bytes.</summary>
    [TestMethod]
    public void TheLayoutIsTheSpecifications()
    {
        var bytes = Written([new("a", [2], [1, -2])]);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.AreEqual("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.AreEqual(0, (8 + length) % 8);
        CollectionAssert.AreEqual(new byte[] { 0, 0, 128, 63, 0, 0, 0, 192 }, bytes[(8 + length)..]);
    }

    /// <summary>1.5 and -2 in each type, or 1 and -2, or true and false; bytes by hand.</summary>
    [TestMethod]
    [DataRow("F64", "000000000000F83F00000000000000C0", 1.5f, -2f)]
    [DataRow("F32", "0000C03F000000C0", 1.5f, -2f)]
    [DataRow("F16", "003E00C0", 1.5f, -2f)]
    [DataRow("BF16", "C03F00C0", 1.5f, -2f)]
    [DataRow("I64", "0100000000000000FEFFFFFFFFFFFFFF", 1f, -2f)]
    [DataRow("I32", "01000000FEFFFFFF", 1f, -2f)]
    [DataRow("I16", "0100FEFF", 1f, -2f)]
    [DataRow("I8", "01FE", 1f, -2f)]
    [DataRow("U8", "01FE", 1f, 254f)]
    [DataRow("BOOL", "0100", 1f, 0f)]
    public void EveryTypeIsRead(string type, string data, float first, float second)
    {
        var bytes = Convert.FromHexString(data);
        var read = Read(File($$$"""{"__metadata__":{"format":"pt"},"x":{"dtype":"{{{type}}}","shape":[2],"data_offsets":[0,{{{bytes.Length}}}]}}""", bytes));
        CollectionAssert.AreEqual(new[] { first, second }, read.Single().Values);
    }

    [TestMethod]
    [DataRow("""{"x":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", "Tensor \"x\" must be of F32, F64, F16, BF16, I64, I32, I16, I8, U8, BOOL; it is of F8_E4M3.")]
    [DataRow("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "tensor \"x\" of F32 [2] has 4 bytes")]
    [DataRow("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor \"x\" begins at 4, and the one before ends at 0")]
    [DataRow("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "tensor \"y\" begins at 0, and the one before ends at 4")]
    [DataRow("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "the header must be an object of JSON")]
    [DataRow("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "the shape of tensor \"x\" must be whole numbers of at least 0")]
    [DataRow("""{"x":{"dtype":"F32","shape":[2147483648,2147483648],"data_offsets":[0,4]}}""", "has 4 bytes")]
    [DataRow("""{"x":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4000000000]}}""", "has 4000000000 bytes")]
    [DataRow("""{"x":{"shape":[1],"data_offsets":[0,4]}}""", "tensor \"x\" has no dtype")]
    [DataRow("""{"x":{"dtype":"F32","data_offsets":[0,4]}}""", "tensor \"x\" has no shape")]
    [DataRow("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "the data_offsets of tensor \"x\" must be its beginning and its end")]
    [DataRow("""{}""", "tensors have 0 bytes, and the file has 4 for them")]
    [DataRow("""[1]""", "the header must be an object of JSON")]
    [DataRow("""{"x":""", "the header must be an object of JSON")]
    public void WhatIsWrongIsSaid(string header, string message) =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Read(File(header, new byte[4]))).Message, message);

    [TestMethod]
    public void TruncatedFilesAreRefused()
    {
        var bytes = System.IO.File.ReadAllBytes(PyTorchNetworks.PathOf("rnn.safetensors"));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.ThrowsExactly<FormatException>(() => Read(bytes[..length]), $"{length}");
            Assert.ThrowsExactly<FormatException>(() => SafeTensors.Read(new UnseekableStream(bytes[..length])), $"{length}, unseekable");
        }
    }

    /// <summary>Any damage is refused by our own exception, or leaves a file that can be read; never is there more room for what it claims than it has.</summary>
    [TestMethod]
    public void DamageDoesNoHarm()
    {
        byte[][] files = [.. PyTorchNetworks.Layers.Keys.Select(name => System.IO.File.ReadAllBytes(PyTorchNetworks.PathOf($"{name}.safetensors")))];
        var refused = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var damaged = ByteDamage.Apply(random, ByteDamage.Pick(random, files), ByteDamage.Pick(random, files), [0, 8, 64]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Read(damaged);
            }
            catch (FormatException)
            {
                refused++;
            }

            Assert.IsLessThan(MostMemory, GC.GetAllocatedBytesForCurrentThread() - before, $"seed {seed}");
        }

        Assert.IsTrue(refused is > 200 and < 1900, $"{refused} of 2000 were refused");
    }

    [TestMethod]
    public void WhatCannotBeWrittenIsSaid()
    {
        Assert.AreEqual(
            "weights must have different names, none of them __metadata__; received a.",
            Assert.ThrowsExactly<ArgumentException>(() => Written([new("a", [1], [1]), new("a", [1], [1])])).Message);
        Assert.AreEqual(
            "weights (a [2]) must have as many values as their shapes say; received 1.", Assert.ThrowsExactly<ArgumentException>(() => Written([new("a", [2], [1])])).Message);
    }

    [TestMethod]
    public void AFileIsReplacedWhole()
    {
        using var folder = new TemporaryFolder();
        var path = folder["x.safetensors"];
        SafeTensors.Write(path, [new("a", [1], [1])]);
        SafeTensors.Write(path, [new("b", [2], [3, 4])]);
        Assert.AreEqual("b [2]", $"{SafeTensors.Read(path).Single()}");
        Assert.HasCount(1, folder.Files);
    }

    private static string WellFormed(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter))]);

    private static byte[] File(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. data];
    }

    private static byte[] Written(IReadOnlyList<WeightTensor> weights)
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, weights);
        return stream.ToArray();
    }

    private static IReadOnlyList<WeightTensor> Read(byte[] bytes) => SafeTensors.Read(new MemoryStream(bytes));

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
