namespace ActReg.MLNet;

/// <summary>Zeroed floats whose address is fixed and a multiple of 64 bytes; the garbage collector frees them.</summary>
/// <remarks>Whoever uses <see cref="Pointer"/> must keep the buffer itself reachable meanwhile.</remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;
    private const int FloatsPerAlignment = Alignment / sizeof(float);

    /// <summary>The longest that a buffer can be, in whole vectors.</summary>
    public const int MaxLength = 0x7FFFFFC7 / FloatsPerAlignment * FloatsPerAlignment - FloatsPerAlignment;

    private readonly float[] _array;

    public AlignedBuffer(int length)
    {
        _array = GC.AllocateArray<float>(checked(length + FloatsPerAlignment), pinned: true);
        Length = length;
        fixed (float* start = _array)
            Pointer = (float*)(((nint)start + Alignment - 1) & ~(nint)(Alignment - 1));
    }

    public int Length { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, Length);

    /// <summary><paramref name="count"/> rounded up to whole vectors of eight.</summary>
    public static int Pad(int count) => checked(count + 7) & ~7;
}
