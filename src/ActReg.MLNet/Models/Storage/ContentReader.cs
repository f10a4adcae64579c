using System.Buffers.Binary;

namespace ActReg.MLNet;

/// <summary>Takes little-endian values from the front of some bytes, and never more than there are.</summary>
internal ref struct ContentReader(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> _rest = content;

    public int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(TakeBytes(sizeof(int)));

    public float TakeSingle() => BinaryPrimitives.ReadSingleLittleEndian(TakeBytes(sizeof(float)));

    public double TakeDouble() => BinaryPrimitives.ReadDoubleLittleEndian(TakeBytes(sizeof(double)));

    public ReadOnlySpan<byte> TakeBytes(int length)
    {
        if (length < 0 || length > _rest.Length)
            throw new FormatException($"The stored network is damaged: {length} bytes are expected where {_rest.Length} are left.");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <exception cref="FormatException">There is more or less left.</exception>
    public readonly void CheckRemaining(Int128 length)
    {
        if (length != _rest.Length)
            throw new FormatException($"The stored network is damaged: {length} bytes are expected where {_rest.Length} are left.");
    }
}
