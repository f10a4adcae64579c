using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Sums over all rows and places of what is computed for each channel, vector by vector.</summary>
/// <param name="shape">What the rows are.</param>
internal sealed unsafe class ChannelPeriod(LayerShape shape)
{
    private readonly int _size = shape.Size;

    /// <summary>The values at each place.</summary>
    public int Channels { get; } = shape.Channels;

    /// <summary>After how many values of a row both the channels and the vectors begin again; the row's end, if that comes first.</summary>
    // The greatest divisor that channels and vectors have in common is a power of two.
    public int Length { get; } = (int)Math.Min(
        AlignedBuffer.Pad(shape.Size), shape.Channels * (Vector256<float>.Count / Math.Min(Vector256<float>.Count, (long)shape.Channels & -shape.Channels)));

    /// <summary>Copies a value per channel to every place of the period.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public float* Repeat(float* values, float* to)
    {
        for (var i = 0; i < Length; i++)
            to[i] = i < Channels ? values[i] : to[i - Channels];
        return to;
    }

    /// <summary>The sum of each channel, and zeros up to whole vectors.</summary>
    /// <param name="term">What to sum up.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="isWeighted">Whether rows count by their weight.</param>
    /// <param name="sums">Receives the sums; as long as the period.</param>
    /// <param name="room">Twice as long.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Sum<TTerm>(TTerm term, in Batch batch, bool isWeighted, float* sums, float* room)
        where TTerm : struct, IChannelTerm
    {
        float* total = room, ofRow = room + Length;
        new Span<float>(total, Length).Clear();
        for (var row = 0; row < batch.Rows; row++)
        {
            // By itself: one sum of all places of all rows would lose the last ones to rounding.
            new Span<float>(ofRow, Length).Clear();
            for (int i = 0, place = 0; i < _size; i += Vector256<float>.Count)
            {
                var values = term.Of(row, i, place);
                if (i + Vector256<float>.Count > _size)
                    values &= Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(_size - i)).AsSingle();
                (Vector256.Load(ofRow + place) + values).Store(ofRow + place);
                place += Vector256<float>.Count;
                place = place == Length ? 0 : place;
            }

            var weight = Vector256.Create(isWeighted ? batch.WeightOf(row) : 1);
            for (var i = 0; i < Length; i += Vector256<float>.Count)
                Vector256.MultiplyAddEstimate(Vector256.Load(ofRow + i), weight, Vector256.Load(total + i)).Store(total + i);
        }

        new Span<float>(sums, AlignedBuffer.Pad(Channels)).Clear();
        for (var i = 0; i < Math.Min(Length, _size); i++)
            sums[i % Channels] += total[i];
    }
}
