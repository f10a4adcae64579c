using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>One tile of a matrix product, held in registers: up to twelve rows of <typeparamref name="T"/>.</summary>
/// <remarks>
/// Its rows are four groups of three or less. Each kind of group is a type, so that the compiler knows their number and keeps all
/// sums in registers.
/// </remarks>
internal static unsafe class RegisterTile<T>
    where T : struct, IVectors<T>
{
    /// <summary>Computes some rows of a panel over its whole depth.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="panel">As wide as <typeparamref name="T"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TStretches>(int row, int rows, in PanelOperands panel)
        where TStretches : struct, IStretches
    {
        switch (rows)
        {
            case 12: Multiply<Three, Three, Three, Three, TStretches>(row, panel); break;
            case 11: Multiply<Three, Three, Three, Two, TStretches>(row, panel); break;
            case 10: Multiply<Three, Three, Three, One, TStretches>(row, panel); break;
            case 9: Multiply<Three, Three, Three, None, TStretches>(row, panel); break;
            case 8: Multiply<Three, Three, Two, None, TStretches>(row, panel); break;
            case 7: Multiply<Three, Three, One, None, TStretches>(row, panel); break;
            case 6: Multiply<Three, Three, None, None, TStretches>(row, panel); break;
            case 5: Multiply<Three, Two, None, None, TStretches>(row, panel); break;
            case 4: Multiply<Three, One, None, None, TStretches>(row, panel); break;
            case 3: Multiply<Three, None, None, None, TStretches>(row, panel); break;
            case 2: Multiply<Two, None, None, None, TStretches>(row, panel); break;
            case 1: Multiply<One, None, None, None, TStretches>(row, panel); break;
        }
    }

    // Not inlined: where a caller's budget for that runs out, calls would stay in here, and the sums in memory.
    [MethodImpl(Compilation.AtOnce | MethodImplOptions.NoInlining)]
    private static void Multiply<TFirst, TSecond, TThird, TFourth, TStretches>(int row, in PanelOperands panel)
        where TFirst : struct, IRows
        where TSecond : struct, IRows
        where TThird : struct, IRows
        where TFourth : struct, IRows
        where TStretches : struct, IStretches
    {
        var (first, second, third, fourth) = (default(TFirst), default(TSecond), default(TThird), default(TFourth));
        var beginning = panel.Beginning;
        if (beginning.Start != null)
        {
            var from = beginning.Start + row * beginning.Row;
            first.Load(from, beginning.Row);
            second.Load(from + 3 * beginning.Row, beginning.Row);
            third.Load(from + 6 * beginning.Row, beginning.Row);
            fourth.Load(from + 9 * beginning.Row, beginning.Row);
        }

        var (a, b, c, depth) = (panel.A, panel.B, panel.C, panel.Depth);
        // Four pointers: an offset for each row would not fit into the registers.
        var left0 = a.Start + row * a.Row;
        var left3 = left0 + 3 * a.Row;
        var left6 = left0 + 6 * a.Row;
        var left9 = left0 + 9 * a.Row;
        var right = b.Start;
        // One loop: sums would not stay in registers from one of two to the next.
        var (total, left, jump) = (TStretches.AreSeveral ? depth * panel.Stretches : depth, depth, panel.Jump);
        for (var k = 0; k < total; k++)
        {
            var vectors = T.Load(right);
            first.MultiplyAdd(left0, a.Row, vectors);
            second.MultiplyAdd(left3, a.Row, vectors);
            third.MultiplyAdd(left6, a.Row, vectors);
            fourth.MultiplyAdd(left9, a.Row, vectors);
            left0 += a.Column;
            left3 += a.Column;
            left6 += a.Column;
            left9 += a.Column;
            right += b.Row;
            if (!TStretches.AreSeveral || --left > 0)
                continue;
            left = depth;
            left0 += jump;
            left3 += jump;
            left6 += jump;
            left9 += jump;
        }

        var to = c.Start + row * c.Row;
        first.Store(to, c.Row);
        second.Store(to + 3 * c.Row, c.Row);
        third.Store(to + 6 * c.Row, c.Row);
        fourth.Store(to + 9 * c.Row, c.Row);
    }

    /// <summary>The sums of neighbouring rows.</summary>
    private interface IRows
    {
        void Load(float* from, nint stride);

        /// <summary>Adds to each row <paramref name="right"/> times its element of a column of A.</summary>
        void MultiplyAdd(float* left, nint stride, T right);

        void Store(float* to, nint stride);
    }

    private readonly struct None : IRows
    {
        public void Load(float* from, nint stride)
        {
        }

        public void MultiplyAdd(float* left, nint stride, T right)
        {
        }

        public void Store(float* to, nint stride)
        {
        }
    }

    private struct One : IRows
    {
        private T _sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(float* from, nint stride) => _sums = T.Load(from);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MultiplyAdd(float* left, nint stride, T right) => _sums = T.MultiplyAdd(T.Broadcast(*left), right, _sums);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to, nint stride) => _sums.Store(to);
    }

    private struct Two : IRows
    {
        private One _first;
        private One _second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(float* from, nint stride)
        {
            _first.Load(from, stride);
            _second.Load(from + stride, stride);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MultiplyAdd(float* left, nint stride, T right)
        {
            _first.MultiplyAdd(left, stride, right);
            _second.MultiplyAdd(left + stride, stride, right);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to, nint stride)
        {
            _first.Store(to, stride);
            _second.Store(to + stride, stride);
        }
    }

    private struct Three : IRows
    {
        private Two _firstTwo;
        private One _third;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Load(float* from, nint stride)
        {
            _firstTwo.Load(from, stride);
            _third.Load(from + 2 * stride, stride);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void MultiplyAdd(float* left, nint stride, T right)
        {
            _firstTwo.MultiplyAdd(left, stride, right);
            _third.MultiplyAdd(left + 2 * stride, stride, right);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to, nint stride)
        {
            _firstTwo.Store(to, stride);
            _third.Store(to + 2 * stride, stride);
        }
    }
}
