using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Panels of a <see cref="RowProduct"/>, of up to eight vectors each.</summary>
/// <remarks>
/// A panel is its last vector and, before it, groups of two or less. Each kind of group is a type, so that the compiler knows
/// their number and keeps all sums in registers.
/// </remarks>
internal static unsafe class RowPanels<T>
    where T : struct, ILanes<T>
{
    private const int MostVectors = 8;

    /// <inheritdoc cref="RowProduct.Multiply{TLanes}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(int columns, int count, float* a, int* places, Matrix b, float* bias, float floor, float* c)
    {
        switch ((columns + T.Count - 1) / T.Count % MostVectors)
        {
            case 1: Multiply<None, None, None, None>(columns, count, a, places, b, bias, floor, c); break;
            case 2: Multiply<One, None, None, None>(columns, count, a, places, b, bias, floor, c); break;
            case 3: Multiply<Two, None, None, None>(columns, count, a, places, b, bias, floor, c); break;
            case 4: Multiply<Two, One, None, None>(columns, count, a, places, b, bias, floor, c); break;
            case 5: Multiply<Two, Two, None, None>(columns, count, a, places, b, bias, floor, c); break;
            case 6: Multiply<Two, Two, One, None>(columns, count, a, places, b, bias, floor, c); break;
            case 7: Multiply<Two, Two, Two, None>(columns, count, a, places, b, bias, floor, c); break;
            default: Multiply<Two, Two, Two, One>(columns, count, a, places, b, bias, floor, c); break;
        }
    }

    /// <summary>All panels, of which the last has so many vectors and one more.</summary>
    // Not inlined: where a caller's budget for that runs out, calls would stay in here, and the sums in memory.
    [MethodImpl(Compilation.AtOnce | MethodImplOptions.NoInlining)]
    private static void Multiply<TFirst, TSecond, TThird, TFourth>(
        int columns, int count, float* a, int* places, Matrix b, float* bias, float floor, float* c)
        where TFirst : struct, IGroup
        where TSecond : struct, IGroup
        where TThird : struct, IGroup
        where TFourth : struct, IGroup
    {
        var row = new Row(count, a, places);
        var start = b.Start;
        var width = MostVectors * T.Count;
        for (; columns > width; columns -= width)
        {
            MultiplyPanel<Two, Two, Two, One>(width, row, new Matrix(start, b.Row), bias, floor, c);
            start += width;
            bias += width;
            c += width;
        }

        MultiplyPanel<TFirst, TSecond, TThird, TFourth>(columns, row, new Matrix(start, b.Row), bias, floor, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyPanel<TFirst, TSecond, TThird, TFourth>(
        int columns, Row a, Matrix b, float* bias, float floor, float* c)
        where TFirst : struct, IGroup
        where TSecond : struct, IGroup
        where TThird : struct, IGroup
        where TFourth : struct, IGroup
    {
        var (first, second, third, fourth) = (default(TFirst), default(TSecond), default(TThird), default(TFourth));
        // The last vector ends with the columns: it may overlap the one before, and computes the same there.
        nint end = columns - T.Count;
        first.Load(bias, 0);
        second.Load(bias, 2 * T.Count);
        third.Load(bias, 4 * T.Count);
        fourth.Load(bias, 6 * T.Count);
        var last = T.Load(bias + end);
        for (var k = 0; k < a.Count; k++)
        {
            var factor = T.Broadcast(a.Values[k]);
            var row = b.Start + a.Places[k] * b.Row;
            first.MultiplyAdd(factor, row, 0);
            second.MultiplyAdd(factor, row, 2 * T.Count);
            third.MultiplyAdd(factor, row, 4 * T.Count);
            fourth.MultiplyAdd(factor, row, 6 * T.Count);
            last = T.MultiplyAdd(factor, T.Load(row + end), last);
        }

        var lowest = T.Broadcast(floor);
        first.Store(lowest, c, 0);
        second.Store(lowest, c, 2 * T.Count);
        third.Store(lowest, c, 4 * T.Count);
        fourth.Store(lowest, c, 6 * T.Count);
        T.Max(lowest, last).Store(c + end);
    }

    /// <summary>The row, of which zeros may be left out.</summary>
    private readonly struct Row(int count, float* values, int* places)
    {
        public int Count { get; } = count;

        public float* Values { get; } = values;

        public int* Places { get; } = places;
    }

    /// <summary>The sums of neighbouring vectors.</summary>
    /// <remarks>An offset in the row is constant, and so part of an address; pointers would have to be computed.</remarks>
    private interface IGroup
    {
        void Load(float* row, int offset);

        void MultiplyAdd(T factor, float* row, int offset);

        /// <summary>Stores the sums, or <paramref name="lowest"/> where that is more.</summary>
        void Store(T lowest, float* row, int offset);
    }

    private readonly struct None : IGroup
    {
        public void Load(float* row, int offset)
        {
        }

        public void MultiplyAdd(T factor, float* row, int offset)
        {
        }

        public void Store(T lowest, float* row, int offset)
        {
        }
    }

    private struct One : IGroup
    {
        private T _sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(float* row, int offset) => _sums = T.Load(row + offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MultiplyAdd(T factor, float* row, int offset) => _sums = T.MultiplyAdd(factor, T.Load(row + offset), _sums);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T lowest, float* row, int offset) => T.Max(lowest, _sums).Store(row + offset);
    }

    private struct Two : IGroup
    {
        private One _left;
        private One _right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(float* row, int offset)
        {
            _left.Load(row, offset);
            _right.Load(row, offset + T.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MultiplyAdd(T factor, float* row, int offset)
        {
            _left.MultiplyAdd(factor, row, offset);
            _right.MultiplyAdd(factor, row, offset + T.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(T lowest, float* row, int offset)
        {
            _left.Store(lowest, row, offset);
            _right.Store(lowest, row, offset + T.Count);
        }
    }
}
