namespace ActReg.MLNet;

/// <summary>Takes values one after the other.</summary>
internal interface IContentWriter
{
    void Write(int value);

    void Write(long value);

    void Write(ReadOnlySpan<byte> bytes);

    void Write(ReadOnlySpan<float> values);

    void Write(ReadOnlySpan<double> values);
}
