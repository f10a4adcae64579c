namespace ActReg.MLNet;

/// <summary>Counts the bytes of what it is given.</summary>
internal sealed class ContentLength : IContentWriter
{
    private long _bytes;

    private ContentLength()
    {
    }

    public static long Of(IStoredContent content)
    {
        var length = new ContentLength();
        content.WriteTo(length);
        return length._bytes;
    }

    public void Write(int value) => _bytes += sizeof(int);

    public void Write(long value) => _bytes += sizeof(long);

    public void Write(ReadOnlySpan<byte> bytes) => _bytes += bytes.Length;

    public void Write(ReadOnlySpan<float> values) => _bytes += (long)values.Length * sizeof(float);

    public void Write(ReadOnlySpan<double> values) => _bytes += (long)values.Length * sizeof(double);
}
