using System.Buffers.Binary;

namespace ActReg.MLNet.Interchange;

/// <summary>What PyTorch calls numbers in a file of their own.</summary>
/// <param name="Name">The class: <c>FloatStorage</c>.</param>
/// <param name="Size">The bytes of one.</param>
/// <param name="ToFloat">Reads one, little-endian.</param>
internal sealed record StorageKind(string Name, int Size, Func<ReadOnlySpan<byte>, float> ToFloat)
{
    private static readonly StorageKind[] All =
    [
        new("FloatStorage", 4, BinaryPrimitives.ReadSingleLittleEndian),
        new("DoubleStorage", 8, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
        new("HalfStorage", 2, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        // The upper half of a float.
        new("BFloat16Storage", 2, bytes => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        new("LongStorage", 8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        new("IntStorage", 4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        new("ShortStorage", 2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        new("CharStorage", 1, bytes => (sbyte)bytes[0]),
        new("ByteStorage", 1, bytes => bytes[0]),
        new("BoolStorage", 1, bytes => bytes[0]),
    ];

    public static StorageKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
