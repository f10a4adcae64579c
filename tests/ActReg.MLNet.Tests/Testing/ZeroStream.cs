using System.Buffers.Binary;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A stream of zeros, as long as one likes, that begins as a stored network does and counts what is read of it.</summary>
internal sealed class ZeroStream(long length) : Stream
{
    private readonly byte[] _start = new byte[StoredContent.HeaderLength];

    public long BytesRead => Position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public void Begin(int version, long contentLength)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_start, version);
        BinaryPrimitives.WriteInt64LittleEndian(_start.AsSpan(sizeof(int)), contentLength);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = buffer[..(int)Math.Min(buffer.Length, length - Position)];
        read.Clear();
        if (Position < _start.Length)
        {
            var start = _start.AsSpan((int)Position);
            start[..Math.Min(start.Length, read.Length)].CopyTo(read);
        }

        Position += read.Length;
        return read.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
