namespace ActReg.MLNet;

/// <summary>Zeroed floats whose address is fixed and a multiple of 64 bytes; the garbage collector frees them.</summary>
/// <remarks>Whoever uses <see cref="Pointer"/> must keep the buffer itself reachable meanwhile.</remarks>
internal sealed unsafe class AlignedBuffer
{
    private const int Page = 4096;
    private const int FloatsPerLine = 64 / sizeof(float);
    private const int FloatsPerPage = Page / sizeof(float);

    /// <summary>The longest that a buffer can be, in whole vectors.</summary>
    public const int MaxLength = 0x7FFFFFC7 / FloatsPerPage * FloatsPerPage - 2 * FloatsPerPage;

    private readonly float[] _array;

    /// <param name="length">In floats.</param>
    /// <param name="pageOffset">
    /// Where in a page it begins, in floats: a multiple of 16 below 1024. A loop that stores to one buffer and loads from another takes
    /// twice as long where, within their pages, it loads from where it has just stored: the processor takes the two for the same
    /// place at first. So the one stored to should lie at least 400 floats further on, counted round the page.
    /// </param>
    public AlignedBuffer(int length, int pageOffset = 0)
    {
        _array = GC.AllocateArray<float>(checked(length + FloatsPerPage + pageOffset), pinned: true);
        Length = length;
        fixed (float* start = _array)
            Pointer = (float*)(((nint)start + Page - 1) & ~(nint)(Page - 1)) + pageOffset;
    }

    public int Length { get; }

    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, Length);

    /// <summary>How far apart rows of a matrix should begin: whole cache lines, an odd number of them, so that columns spread over the cache.</summary>
    /// <param name="width">The floats in a row.</param>
    public static int RowStride(int width)
    {
        if (width <= FloatsPerLine)
            return width;
        var lines = (width - 1) / FloatsPerLine + 1;
        return checked((lines | 1) * FloatsPerLine);
    }

    /// <summary><paramref name="count"/> rounded up to whole vectors of eight.</summary>
    public static int Pad(int count) => checked(count + 7) & ~7;
}
