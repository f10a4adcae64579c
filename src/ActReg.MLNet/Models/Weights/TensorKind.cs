using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ActReg.MLNet;

/// <summary>A type of numbers in a safetensors file.</summary>
/// <param name="Name">What the file calls it.</param>
/// <param name="Size">The bytes of one.</param>
/// <param name="ToFloat">Reads one, little-endian.</param>
internal sealed record TensorKind(string Name, int Size, Func<ReadOnlySpan<byte>, float> ToFloat)
{
    public static TensorKind Single { get; } = new("F32", 4, BinaryPrimitives.ReadSingleLittleEndian);

    private static readonly TensorKind[] All =
    [
        Single,
        new("F64", 8, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        new("F16", 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        // The upper half of a float.
        new("BF16", 2, bytes => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        new("I64", 8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        new("I32", 4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        new("I16", 2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        new("I8", 1, bytes => (sbyte)bytes[0]),
        new("U8", 1, bytes => bytes[0]),
        new("BOOL", 1, bytes => bytes[0]),
    ];

    public static TensorKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public static string Names => string.Join(", ", All.Select(kind => kind.Name));

    /// <summary>All numbers of some bytes.</summary>
    public float[] ToFloats(byte[] bytes)
    {
        if (this == Single && BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        var values = new float[bytes.Length / Size];
        for (var i = 0; i < values.Length; i++)
            values[i] = ToFloat(bytes.AsSpan(i * Size, Size));
        return values;
    }

    /// <summary>The bytes of numbers of 32 bits.</summary>
    public static byte[] FromFloats(float[] values)
    {
        var bytes = new byte[checked(values.Length * sizeof(float))];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return bytes;
    }
}
