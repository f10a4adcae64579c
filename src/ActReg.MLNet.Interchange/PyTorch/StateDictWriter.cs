using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ActReg.MLNet.Interchange;

/// <summary>Writes a state_dict that <c>torch.load</c> reads, with <c>weights_only=True</c> too: the same instructions that torch.save writes, in protocol 2.</summary>
internal static class StateDictWriter
{
    private const string Folder = "archive";
    private const string FormatVersion = "3\n";

    /// <exception cref="ArgumentException">Two tensors have the same name, or one has no values for its shape.</exception>
    public static void Check(IReadOnlyList<WeightTensor> tensors)
    {
        var names = new HashSet<string>();
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException(Rule.Broken(nameof(tensors), "must have different names", tensor.Name));
            if (tensor.Shape.Any(dimension => dimension < 0) || tensor.Shape.Aggregate(1L, (size, dimension) => size * dimension) != tensor.Values.Length)
                throw new ArgumentException(Rule.Broken($"{nameof(tensors)} ({tensor})", "must have as many values as their shapes say", tensor.Values.Length));
        }
    }

    public static void Write(Stream stream, IReadOnlyList<WeightTensor> tensors)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, "data.pkl", Pickle(tensors));
        Add(zip, "byteorder", "little"u8.ToArray());
        for (var i = 0; i < tensors.Count; i++)
            Add(zip, $"data/{i}", TensorKind.FromFloats(tensors[i].Values));
        Add(zip, "version", Encoding.ASCII.GetBytes(FormatVersion));
    }

    /// <summary>Uncompressed, which is all that PyTorch reads.</summary>
    private static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        var entry = zip.CreateEntry($"{Folder}/{name}", CompressionLevel.NoCompression);
        // The same weights are the same file.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var content = entry.Open();
        content.Write(bytes);
    }

    /// <summary>OrderedDict(), and of each tensor its name and _rebuild_tensor_v2(storage, offset, size, stride, no gradient, no hooks).</summary>
    private static byte[] Pickle(IReadOnlyList<WeightTensor> tensors)
    {
        using var pickle = new MemoryStream();
        pickle.Write([0x80, 2]);
        Global(pickle, PickleGlobal.OrderedDict);
        pickle.Write(")R("u8);
        for (var i = 0; i < tensors.Count; i++)
        {
            Text(pickle, tensors[i].Name);
            Global(pickle, PickleGlobal.RebuildTensor);
            pickle.Write("(("u8);
            Text(pickle, "storage");
            Global(pickle, new("torch", "FloatStorage"));
            Text(pickle, $"{i}");
            Text(pickle, "cpu");
            Number(pickle, tensors[i].Values.Length);
            pickle.Write("tQ"u8);
            Number(pickle, 0);
            Tuple(pickle, tensors[i].Shape);
            Tuple(pickle, Strides(tensors[i].Shape));
            pickle.WriteByte(0x89);
            Global(pickle, PickleGlobal.OrderedDict);
            pickle.Write(")RtR"u8);
        }

        pickle.Write("u."u8);
        return pickle.ToArray();
    }

    private static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        for (int i = shape.Length - 1, step = 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(1, shape[i]);
        }

        return strides;
    }

    private static void Tuple(MemoryStream pickle, IEnumerable<int> numbers)
    {
        pickle.WriteByte((byte)'(');
        foreach (var number in numbers)
            Number(pickle, number);
        pickle.WriteByte((byte)'t');
    }

    private static void Number(MemoryStream pickle, int number)
    {
        Span<byte> bytes = [(byte)'J', 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], number);
        pickle.Write(bytes);
    }

    private static void Text(MemoryStream pickle, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> bytes = [(byte)'X', 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], utf8.Length);
        pickle.Write(bytes);
        pickle.Write(utf8);
    }

    private static void Global(MemoryStream pickle, PickleGlobal global) => pickle.Write(Encoding.ASCII.GetBytes($"c{global.Module}\n{global.Name}\n"));
}
