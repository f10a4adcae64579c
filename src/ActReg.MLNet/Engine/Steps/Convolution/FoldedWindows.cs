using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The windows of an image as a matrix, a row for each, where they stand in it.</summary>
internal sealed unsafe class FoldedWindows
{
    /// <summary>The largest image, padding included, that is copied to have padding around.</summary>
    private const int MostPadded = 1 << 20;

    private readonly Windows _windows;
    private readonly Fold _rows;
    private readonly Fold _columns;

    private FoldedWindows(Windows windows)
    {
        _windows = windows;
        var (height, width) = (windows.Height, windows.Width);
        var imageRow = (nint)width.PaddedInput * windows.Channels;
        _rows = Merged(new(height.Output, height.Stride * imageRow, width.Output, (nint)width.Stride * windows.Channels));
        _columns = Merged(new(height.Size, height.Dilation * imageRow, width.Size * windows.Channels, 1));
        RoomLength = windows.HasPadding ? AlignedBuffer.Pad((int)windows.PaddedSize) : 0;
    }

    /// <summary>The floats that an image needs room for.</summary>
    public int RoomLength { get; }

    /// <param name="windows">The windows.</param>
    /// <returns><see langword="null"/> where a window's values in a row do not stand together, or the image would have to be copied and is large.</returns>
    public static FoldedWindows? Of(Windows windows) =>
        (windows.Width.Dilation == 1 || windows.Width.Size == 1) && (!windows.HasPadding || windows.PaddedSize <= MostPadded) ? new(windows) : null;

    /// <summary>Those of one image.</summary>
    /// <param name="image">[height, width, channels].</param>
    /// <param name="room">Receives it with padding around; as long as <see cref="RoomLength"/> says.</param>
    [MethodImpl(Compilation.AtOnce)]
    public FoldedMatrix In(float* image, float* room)
    {
        if (RoomLength == 0)
            return new(image, _rows, _columns);
        var (height, width, channels) = (_windows.Height, _windows.Width, _windows.Channels);
        var (length, before, after) = (width.Input * channels, width.Before * channels, width.After * channels);
        var to = room;
        Clear(ref to, checked((int)(height.Before * width.PaddedInput * channels)) + before);
        for (var row = 0; row < height.Input; row++, image += length)
        {
            new ReadOnlySpan<float>(image, length).CopyTo(new Span<float>(to, length));
            to += length;
            Clear(ref to, after + (row + 1 < height.Input ? before : 0));
        }

        Clear(ref to, checked((int)(height.After * width.PaddedInput * channels)));
        return new(room, _rows, _columns);
    }

    private static void Clear(ref float* at, int count)
    {
        new Span<float>(at, count).Clear();
        at += count;
    }

    /// <summary>One stretch, where the next begins as far on as the next place.</summary>
    private static Fold Merged(Fold fold) => fold.Stretch == fold.Places * fold.Place || fold.Stretches == 1
        ? new(1, 0, checked(fold.Stretches * fold.Places), fold.Place) : fold;
}
