using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>The values of a convolution's windows by themselves, a row for each window.</summary>
internal static unsafe class Patches
{
    /// <param name="windows">The windows.</param>
    /// <param name="first">The first of those to copy, counted row by row.</param>
    /// <param name="count">How many.</param>
    /// <param name="group">The part of the channels to copy.</param>
    /// <param name="groups">How many parts there are.</param>
    /// <param name="image">[height, width, channels].</param>
    /// <param name="patches">Receives, for each, its values, [height, width, channels of the group]; zeros for padding.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Copy(Windows windows, int first, int count, int group, int groups, float* image, Matrix patches)
    {
        var (row, column) = Math.DivRem(first, windows.Width.Output);
        for (var i = 0; i < count; i++)
        {
            CopyOne(windows, row, column, group, groups, image, patches.Start + i * patches.Row);
            if (++column < windows.Width.Output)
                continue;
            column = 0;
            row++;
        }
    }

    /// <summary>Adds the values of windows to those of the image where they lie; those of padding go nowhere.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="first">The first of those to add, counted row by row.</param>
    /// <param name="count">How many.</param>
    /// <param name="group">The part of the channels that they have.</param>
    /// <param name="groups">How many parts there are.</param>
    /// <param name="patches">Has, for each, its values, [height, width, channels of the group].</param>
    /// <param name="image">[height, width, channels].</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Add(Windows windows, int first, int count, int group, int groups, Matrix patches, float* image)
    {
        var (row, column) = Math.DivRem(first, windows.Width.Output);
        for (var i = 0; i < count; i++)
        {
            var patch = patches.Start + i * patches.Row;
            if (groups == 1 && windows.Width.Dilation == 1 && windows.Height.HasAll(row) && windows.Width.HasAll(column))
                AddWhole(windows, row, column, patch, image);
            else
                AddOne(windows, row, column, group, groups, patch, image);
            if (++column < windows.Width.Output)
                continue;
            column = 0;
            row++;
        }
    }

    /// <summary>The same of a window without padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWhole(Windows windows, int row, int column, float* patch, float* image)
    {
        var (height, width, channels) = (windows.Height, windows.Width, windows.Channels);
        var length = width.Size * channels;
        var imageRow = (nint)width.Input * channels;
        var pixels = image + height.Place(row, 0) * imageRow + (nint)width.Place(column, 0) * channels;
        for (var y = 0; y < height.Size; y++, patch += length, pixels += height.Dilation * imageRow)
        {
            var i = 0;
            for (; i + Vector256<float>.Count <= length; i += Vector256<float>.Count)
                (Vector256.Load(pixels + i) + Vector256.Load(patch + i)).Store(pixels + i);
            for (; i < length; i++)
                pixels[i] += patch[i];
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void AddOne(Windows windows, int row, int column, int group, int groups, float* patch, float* image)
    {
        var (height, width, channels) = (windows.Height, windows.Width, windows.Channels / groups);
        var rows = height.Inside(row);
        var (first, columns) = width.Inside(column).GetOffsetAndLength(width.Size);
        // Neighbours in the row are neighbours in memory.
        var (pieces, length) = groups == 1 && width.Dilation == 1 ? (1, columns * channels) : (columns, channels);
        for (var y = rows.Start.Value; y < rows.End.Value; y++)
        {
            var values = patch + ((nint)y * width.Size + first) * channels;
            var pixels = image + ((nint)height.Place(row, y) * width.Input + width.Place(column, first)) * windows.Channels + group * channels;
            for (var piece = 0; piece < pieces; piece++, values += length, pixels += (nint)width.Dilation * windows.Channels)
                Channels.Add(length, values, pixels);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void CopyOne(Windows windows, int row, int column, int group, int groups, float* image, float* patch)
    {
        var (height, width) = (windows.Height, windows.Width);
        var channels = windows.Channels / groups;
        // Neighbours in the row are neighbours in memory.
        var isContiguous = groups == 1 && width.Dilation == 1
            && width.Has(width.Place(column, 0)) && width.Has(width.Place(column, width.Size - 1));
        for (var y = 0; y < height.Size; y++)
        {
            var imageRow = height.Place(row, y);
            var length = width.Size * channels;
            if (!height.Has(imageRow))
            {
                new Span<float>(patch, length).Clear();
                patch += length;
                continue;
            }

            var pixels = image + (nint)imageRow * width.Input * windows.Channels + group * channels;
            if (isContiguous)
            {
                new ReadOnlySpan<float>(pixels + width.Place(column, 0) * windows.Channels, length).CopyTo(new Span<float>(patch, length));
                patch += length;
                continue;
            }

            for (var x = 0; x < width.Size; x++, patch += channels)
            {
                var imageColumn = width.Place(column, x);
                var values = new Span<float>(patch, channels);
                if (width.Has(imageColumn))
                    new ReadOnlySpan<float>(pixels + imageColumn * windows.Channels, channels).CopyTo(values);
                else
                    values.Clear();
            }
        }
    }
}
