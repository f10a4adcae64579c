using System.Buffers.Binary;

namespace ActReg.MLNet.Interchange;

/// <summary>What the values of an attribute or dataset are.</summary>
/// <param name="Kind">The format's class.</param>
/// <param name="Size">The bytes of one.</param>
/// <param name="IsBigEndian">Of numbers, which byte comes first.</param>
/// <param name="Name">What messages call it.</param>
internal sealed record HdfType(HdfKind Kind, int Size, bool IsBigEndian, string Name)
{
    private const int BFloat16Mantissa = 7;

    public static HdfType Read(HdfCursor cursor)
    {
        var kind = cursor.Byte();
        var bits = cursor.Byte() | cursor.Byte() << 8 | cursor.Byte() << 16;
        var size = cursor.UInt32();
        if (size is 0 or > int.MaxValue)
            throw HdfFile.Damaged($"something has values of {size} bytes");
        return (kind & 0x0F) switch
        {
            0 => new(HdfKind.Integer, (int)size, (bits & 1) != 0, $"{((bits & 8) != 0 ? "" : "unsigned ")}integers of {size} bytes"),
            1 => Float(cursor, bits, (int)size),
            3 => new(HdfKind.Text, (int)size, false, "texts of one length"),
            9 when (bits & 0x0F) == 1 => new(HdfKind.HeapText, (int)size, false, "texts"),
            2 => Other("times"),
            4 => Other("bits"),
            5 => Other("bytes of no type"),
            6 => Other("records"),
            7 => Other("references"),
            8 => Other("enumerations"),
            9 => Other("lists of any length"),
            10 => Other("arrays"),
            var unknown => throw HdfFile.Damaged($"something is of type {unknown}, which is not known"),
        };

        HdfType Other(string name) => new(HdfKind.Other, (int)size, false, name);
    }

    /// <summary>Numbers as <see cref="float"/>, those of 64 bits rounded to the nearest.</summary>
    /// <param name="bytes">Whole numbers of bytes.</param>
    /// <param name="values">Receives them.</param>
    public void ToFloats(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = bytes.Slice(i * Size, Size);
            values[i] = (Kind, IsBigEndian) switch
            {
                (HdfKind.Half, false) => (float)BinaryPrimitives.ReadHalfLittleEndian(value),
                (HdfKind.Half, true) => (float)BinaryPrimitives.ReadHalfBigEndian(value),
                (HdfKind.BFloat16, false) => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
                (HdfKind.BFloat16, true) => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16BigEndian(value) << 16),
                (HdfKind.Double, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(value),
                (HdfKind.Double, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(value),
                (_, false) => BinaryPrimitives.ReadSingleLittleEndian(value),
                (_, true) => BinaryPrimitives.ReadSingleBigEndian(value),
            };
        }
    }

    /// <summary>One of the formats of IEEE 754, or the upper half of a float; any other is refused where it is read.</summary>
    private static HdfType Float(HdfCursor cursor, int bits, int size)
    {
        cursor.Skip(4);
        var (_, exponent, _, mantissa) = (cursor.Byte(), cursor.Byte(), cursor.Byte(), cursor.Byte());
        var kind = (size, exponent, mantissa) switch
        {
            (2, 5, 10) => HdfKind.Half,
            (2, 8, BFloat16Mantissa) => HdfKind.BFloat16,
            (4, 8, 23) => HdfKind.Single,
            (8, 11, 52) => HdfKind.Double,
            _ => HdfKind.Other,
        };
        return new(kind, size, (bits & 1) != 0, $"floating-point numbers of {size} bytes");
    }
}
