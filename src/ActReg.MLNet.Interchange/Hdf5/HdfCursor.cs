using System.Buffers.Binary;
using System.Text;

namespace ActReg.MLNet.Interchange;

/// <summary>Reads one after the other what some bytes consist of.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="what">What they are, for messages.</param>
internal sealed class HdfCursor(ReadOnlyMemory<byte> bytes, string what)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Position { get; private set; }

    public int Left => bytes.Length - Position;

    public byte Byte() => Take(1).Span[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2).Span);

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span);

    /// <summary>An address or a length.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8).Span);

    /// <summary>A whole number of 1, 2, 4 or 8 bytes.</summary>
    public ulong UInt(int length) => length switch
    {
        1 => Byte(),
        2 => UInt16(),
        4 => UInt32(),
        _ => UInt64(),
    };

    /// <summary>The next bytes.</summary>
    /// <exception cref="FormatException">There are fewer.</exception>
    public ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)Left)
            throw HdfFile.Damaged($"{what} ends too early");
        var taken = bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    public void Skip(int length) => Take((ulong)length);

    /// <summary>Leaves out what fills up to a multiple of eight bytes from the beginning.</summary>
    public void Align() => Skip(Math.Min(Left, (8 - Position % 8) % 8));

    public HdfCursor Part(ulong length) => new(Take(length), what);

    /// <summary>Four bytes that say what follows.</summary>
    public void Signature(ReadOnlySpan<byte> signature)
    {
        if (!Take((ulong)signature.Length).Span.SequenceEqual(signature))
            throw HdfFile.Damaged($"{what} does not begin with {Encoding.ASCII.GetString(signature)}");
    }

    /// <summary>A version, of which those in the range are read.</summary>
    public byte Version(byte least, byte most)
    {
        var version = Byte();
        return version >= least && version <= most ? version : throw HdfFile.Damaged($"{what} has version {version}, which is not known");
    }

    /// <summary>A text that ends before the first zero.</summary>
    public static string Text(ReadOnlySpan<byte> bytes, string what)
    {
        var end = bytes.IndexOf((byte)0);
        try
        {
            return Utf8.GetString(end < 0 ? bytes : bytes[..end]);
        }
        catch (DecoderFallbackException e)
        {
            throw HdfFile.Damaged($"{what} is no text in UTF-8", e);
        }
    }
}
