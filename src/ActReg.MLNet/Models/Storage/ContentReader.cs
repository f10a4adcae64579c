using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Takes little-endian values from the front of a stream's next bytes, some at a time, never more than there are, and hashes them.</summary>
internal sealed class ContentReader : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _stream;
    private readonly string _what;
    private readonly byte[] _part;
    private int _start;
    private int _end;
    private long _unread;

    /// <param name="stream">It has at least as many bytes.</param>
    /// <param name="length">How many bytes to take.</param>
    /// <param name="what">What they are, for messages.</param>
    /// <param name="partLength">The bytes at a time, at least those of one value.</param>
    public ContentReader(Stream stream, long length, string what, int partLength)
    {
        _stream = stream;
        _what = what;
        _part = new byte[Math.Min(length, partLength)];
        _unread = length;
    }

    /// <summary>The bytes that have not been taken.</summary>
    public long Remaining => _unread + (_end - _start);

    public int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));

    public long TakeInt64() => BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long)));

    public double TakeDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Next(sizeof(double)));

    public byte[] TakeBytes(int length)
    {
        Expect(length);
        var bytes = new byte[length];
        for (var taken = 0; taken < length;)
        {
            if (_start == _end)
                ReadPart();
            var next = Next(Math.Min(length - taken, _end - _start));
            next.CopyTo(bytes.AsSpan(taken));
            taken += next.Length;
        }

        return bytes;
    }

    /// <summary>Takes as many values as there is room for.</summary>
    public void Take(Span<float> values)
    {
        Expect((long)values.Length * sizeof(float));
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(Next(sizeof(float)));
    }

    /// <exception cref="FormatException">There are fewer bytes left.</exception>
    public void Expect(long length)
    {
        if (length < 0 || length > Remaining)
            throw Damaged(length, Remaining);
    }

    /// <summary>Says that something else is expected than there is.</summary>
    public FormatException Damaged(Int128 expected, long left) =>
        new($"The stored {_what} is damaged: {expected} bytes are expected where {left} are left.");

    /// <summary>Goes to the end, and says whether the stream's next bytes are the checksum of all.</summary>
    public bool EndsInChecksum()
    {
        _start = _end;
        while (_unread > 0)
        {
            ReadPart();
            _start = _end;
        }

        Span<byte> checksum = stackalloc byte[SHA256.HashSizeInBytes];
        _stream.ReadExactly(checksum);
        return checksum.SequenceEqual(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    private ReadOnlySpan<byte> Next(int length)
    {
        if (_end - _start < length)
        {
            Expect(length);
            ReadPart();
        }

        var next = _part.AsSpan(_start, length);
        _start += length;
        return next;
    }

    /// <summary>Reads as much as there is room for behind what has not been taken.</summary>
    private void ReadPart()
    {
        var kept = _part.AsSpan(_start, _end - _start);
        kept.CopyTo(_part);
        var read = _part.AsSpan(kept.Length, (int)Math.Min(_part.Length - kept.Length, _unread));
        _stream.ReadExactly(read);
        _hash.AppendData(read);
        _unread -= read.Length;
        (_start, _end) = (0, kept.Length + read.Length);
    }
}
