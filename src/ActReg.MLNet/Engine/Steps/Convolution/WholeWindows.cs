using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Pooling by windows that lie in the image as a whole, nothing of which is masked, of channels that are whole vectors.</summary>
internal sealed unsafe class WholeWindows
{
    private readonly Windows _windows;
    private readonly PoolingKind _pooling;
    private readonly nint _imageRow;
    private readonly int _rows;
    private readonly int _length;
    private readonly int _channels;

    private WholeWindows(Windows windows, PoolingKind pooling)
    {
        _windows = windows;
        _pooling = pooling;
        _imageRow = (nint)windows.Width.Input * windows.Channels;
        _rows = windows.Height.Size;
        _length = checked(windows.Width.Size * windows.Channels);
        _channels = windows.Channels;
        var (height, width) = (windows.Height, windows.Width);
        AreApart = height.Stride >= height.Size && width.Stride >= width.Size;
        LeaveNothingOut = IsTiled(height) && IsTiled(width);

        static bool IsTiled(WindowAxis axis) => axis.Stride == axis.Size && (long)axis.Output * axis.Stride == axis.Input;
    }

    /// <summary>Whether none has a place of another.</summary>
    private bool AreApart { get; }

    /// <summary>Whether they have all places, each once.</summary>
    private bool LeaveNothingOut { get; }

    /// <summary>The usual ones.</summary>
    private bool AreTwoByTwo => _rows == 2 && _length == 2 * _channels;

    /// <returns><see langword="null"/> where they are not such.</returns>
    public static WholeWindows? Of(Windows windows, PoolingKind pooling) =>
        !windows.HasPadding && windows.Height.Dilation == 1 && windows.Width.Dilation == 1 && AlignedBuffer.Pad(windows.Channels) == windows.Channels
            ? new(windows, pooling) : null;

    /// <summary>Makes a place of each window.</summary>
    /// <param name="image">[height, width, channels].</param>
    /// <param name="map">Receives them.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Pool(float* image, float* map)
    {
        var (height, width, channels) = (_windows.Height, _windows.Width, _windows.Channels);
        var divisor = (float)_windows.Size;
        for (var y = 0; y < height.Output; y++)
        {
            var window = image + (nint)y * height.Stride * _imageRow;
            for (var x = 0; x < width.Output; x++, window += (nint)width.Stride * channels, map += channels)
            {
                for (var channel = 0; channel < channels; channel += Vector256<float>.Count)
                {
                    var result = _pooling == PoolingKind.Max ? Largest(window + channel) : Sum(window + channel) / divisor;
                    result.Store(map + channel);
                }
            }
        }
    }

    /// <summary>Writes the gradient by the image.</summary>
    /// <param name="image">[height, width, channels].</param>
    /// <param name="map">What <see cref="Pool"/> made of it.</param>
    /// <param name="slopes">The gradient by that.</param>
    /// <param name="gradient">Receives that by the image.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Spread(float* image, float* map, float* slopes, float* gradient)
    {
        var (height, width, channels) = (_windows.Height, _windows.Width, _windows.Channels);
        if (!LeaveNothingOut)
            new Span<float>(gradient, checked(height.Input * width.Input * channels)).Clear();
        var divisor = (float)_windows.Size;
        for (var y = 0; y < height.Output; y++)
        {
            var offset = (nint)y * height.Stride * _imageRow;
            for (var x = 0; x < width.Output; x++, offset += (nint)width.Stride * channels, map += channels, slopes += channels)
            {
                for (var channel = 0; channel < channels; channel += Vector256<float>.Count)
                {
                    var slope = Vector256.Load(slopes + channel);
                    if (_pooling == PoolingKind.Max)
                        Give(slope, Vector256.Load(map + channel), image + offset + channel, gradient + offset + channel);
                    else
                        GiveAll(slope / divisor, gradient + offset + channel);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Largest(float* window)
    {
        var result = Vector256.Load(window);
        if (AreTwoByTwo)
        {
            result = Vector256.Max(result, Vector256.Load(window + _channels));
            window += _imageRow;
            return Vector256.Max(Vector256.Max(result, Vector256.Load(window)), Vector256.Load(window + _channels));
        }

        for (var y = 0; y < _rows; y++, window += _imageRow)
        {
            for (var x = 0; x < _length; x += _channels)
                result = Vector256.Max(result, Vector256.Load(window + x));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Sum(float* window)
    {
        var result = Vector256.Load(window);
        for (var y = 0; y < _rows; y++, window += _imageRow)
        {
            for (var x = y == 0 ? _channels : 0; x < _length; x += _channels)
                result += Vector256.Load(window + x);
        }

        return result;
    }

    /// <summary>To the first place of each channel that has its largest value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Give(Vector256<float> slope, Vector256<float> largest, float* window, float* gradient)
    {
        if (AreTwoByTwo && AreApart)
        {
            slope = Give(slope, largest, window, gradient, isAdded: false);
            slope = Give(slope, largest, window + _channels, gradient + _channels, isAdded: false);
            slope = Give(slope, largest, window + _imageRow, gradient + _imageRow, isAdded: false);
            Give(slope, largest, window + _imageRow + _channels, gradient + _imageRow + _channels, isAdded: false);
            return;
        }

        for (var y = 0; y < _rows; y++, window += _imageRow, gradient += _imageRow)
        {
            for (var x = 0; x < _length; x += _channels)
                slope = Give(slope, largest, window + x, gradient + x, isAdded: !AreApart);
        }
    }

    /// <summary>To one place; returns what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Give(Vector256<float> slope, Vector256<float> largest, float* place, float* gradient, bool isAdded)
    {
        var areLargest = Vector256.Equals(Vector256.Load(place), largest);
        var given = slope & areLargest;
        (isAdded ? Vector256.Load(gradient) + given : given).Store(gradient);
        return Vector256.AndNot(slope, areLargest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void GiveAll(Vector256<float> share, float* gradient)
    {
        for (var y = 0; y < _rows; y++, gradient += _imageRow)
        {
            for (var x = 0; x < _length; x += _channels)
                (AreApart ? share : Vector256.Load(gradient + x) + share).Store(gradient + x);
        }
    }
}
