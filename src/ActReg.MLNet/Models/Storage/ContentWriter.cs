using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Writes little-endian values to a stream, some bytes at a time, and hashes them.</summary>
internal sealed class ContentWriter : IContentWriter, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _stream;
    private readonly byte[] _part;
    private int _filled;

    /// <param name="stream">Where to.</param>
    /// <param name="partLength">The bytes at a time, at least those of one value.</param>
    public ContentWriter(Stream stream, int partLength)
    {
        _stream = stream;
        _part = new byte[partLength];
    }

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, _part.Length - _filled);
            bytes[..taken].CopyTo(Room(taken));
            bytes = bytes[taken..];
            if (_filled == _part.Length)
                Flush();
        }
    }

    public void Write(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
            BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), value);
    }

    public void Write(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), value);
    }

    /// <summary>Writes the SHA-256 of all that has been written.</summary>
    public void End()
    {
        Flush();
        _stream.Write(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    private Span<byte> Room(int length)
    {
        if (_part.Length - _filled < length)
            Flush();
        var room = _part.AsSpan(_filled, length);
        _filled += length;
        return room;
    }

    private void Flush()
    {
        var part = _part.AsSpan(0, _filled);
        _hash.AppendData(part);
        _stream.Write(part);
        _filled = 0;
    }
}
