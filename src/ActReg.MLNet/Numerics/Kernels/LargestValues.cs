using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Finds the largest of some values: of equal ones the first.</summary>
internal static unsafe class LargestValues
{
    /// <summary>The smallest of the largest values.</summary>
    /// <remarks>
    /// A heap holds the largest so far, the smallest of them at its root: values that are not above that, nearly all, are passed over eight at
    /// a time.
    /// </remarks>
    /// <param name="values">The values.</param>
    /// <param name="rows">Their rows.</param>
    /// <param name="columns">How many each row has.</param>
    /// <param name="largest">How many to find, 1 to all.</param>
    /// <param name="heap">Room for so many.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static float Threshold(Matrix values, int rows, int columns, int largest, float* heap)
    {
        var filled = 0;
        for (var row = 0; row < rows; row++)
        {
            var start = values.Start + row * values.Row;
            var taken = Math.Min(columns, largest - filled);
            if (taken > 0)
            {
                new ReadOnlySpan<float>(start, taken).CopyTo(new Span<float>(heap + filled, taken));
                filled += taken;
                for (var i = largest / 2 - 1; i >= 0 && filled == largest; i--)
                    SiftDown(heap, largest, i);
            }

            OfferAll(start + taken, columns - taken, heap, largest);
        }

        return heap[0];
    }

    /// <summary>Copies what stands where the largest values stand, and writes 0 elsewhere.</summary>
    /// <param name="values">The values.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="largest">How many to keep.</param>
    /// <param name="threshold">As <see cref="Threshold"/> gives it.</param>
    /// <param name="from">What is copied: as many values.</param>
    /// <param name="to">Where to; may be <paramref name="from"/> itself.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Keep(float* values, int count, int largest, float threshold, float* from, float* to)
    {
        var bound = Vector256.Create(threshold);
        var above = 0;
        var next = 0;
        for (; next <= count - Vector256<float>.Count; next += Vector256<float>.Count)
            above += BitOperations.PopCount(Vector256.GreaterThan(Vector256.Load(values + next), bound).ExtractMostSignificantBits());
        for (; next < count; next++)
            above += values[next] > threshold ? 1 : 0;
        // Of those that equal the smallest of the largest, the first.
        var equals = largest - above;
        for (next = 0; next <= count - Vector256<float>.Count; next += Vector256<float>.Count)
        {
            var eight = Vector256.Load(values + next);
            var areEqual = Vector256.Equals(eight, bound);
            if (areEqual == Vector256<float>.Zero)
                (Vector256.Load(from + next) & Vector256.GreaterThan(eight, bound)).Store(to + next);
            else
                KeepSome(next, next + Vector256<float>.Count, ref equals);
        }

        KeepSome(next, count, ref equals);

        void KeepSome(int first, int end, ref int equalsLeft)
        {
            for (var i = first; i < end; i++)
            {
                var isKept = values[i] > threshold || (values[i] == threshold && equalsLeft-- > 0);
                to[i] = isKept ? from[i] : 0;
            }
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void OfferAll(float* values, int count, float* heap, int length)
    {
        var next = 0;
        for (; next <= count - Vector256<float>.Count; next += Vector256<float>.Count)
        {
            if (!Vector256.GreaterThanAny(Vector256.Load(values + next), Vector256.Create(heap[0])))
                continue;
            for (var i = 0; i < Vector256<float>.Count; i++)
                Offer(values[next + i], heap, length);
        }

        for (; next < count; next++)
            Offer(values[next], heap, length);
    }

    private static void Offer(float value, float* heap, int length)
    {
        if (!(value > heap[0]))
            return;
        heap[0] = value;
        SiftDown(heap, length, 0);
    }

    [MethodImpl(Compilation.AtOnce)]
    private static void SiftDown(float* heap, int length, int place)
    {
        var value = heap[place];
        while (true)
        {
            var child = 2 * place + 1;
            if (child >= length)
                break;
            if (child + 1 < length && heap[child + 1] < heap[child])
                child++;
            if (!(heap[child] < value))
                break;
            heap[place] = heap[child];
            place = child;
        }

        heap[place] = value;
    }
}
