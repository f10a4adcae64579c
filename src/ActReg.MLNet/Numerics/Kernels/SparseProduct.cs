using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products of which a sparse factor, or the few elements that are asked for, leave most out.</summary>
internal static unsafe class SparseProduct
{
    private const int Vectors = 8;
    private const int Gathered = 64;

    /// <summary>Sets each entry's gradient to <c>A(row, :) · B(column, :)</c>.</summary>
    /// <param name="rows">The rows of A.</param>
    /// <param name="entries">The elements of <c>A Bᵀ</c> to compute.</param>
    /// <param name="depth">The length of A's and B's rows: a multiple of 8.</param>
    /// <param name="a">Column stride 1.</param>
    /// <param name="b">Column stride 1.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Dots(int rows, SparseRows entries, int depth, Matrix a, Matrix b)
    {
        int* columns = entries.Columns, starts = entries.Starts;
        var results = entries.Gradients;
        for (var row = 0; row < rows; row++)
        {
            for (var entry = starts[row]; entry < starts[row + 1]; entry++)
                results[entry] = DotProducts.Dot(a.Start + row * a.Row, b.Start + columns[entry] * b.Row, depth);
        }
    }

    /// <summary><c>C(column, :) += Σ value · X(row, :)</c> over the entries: <c>C += Sᵀ X</c> for a sparse S.</summary>
    /// <param name="sparse">S, indexed.</param>
    /// <param name="values">Of each entry: its value, or something else that belongs to it.</param>
    /// <param name="depth">The length of X's and C's rows: a multiple of 8.</param>
    /// <param name="x">Column stride 1.</param>
    /// <param name="c">Column stride 1; as many rows as S has columns.</param>
    [MethodImpl(Compilation.AtOnce)]
    [SkipLocalsInit]
    public static void AddTransposed(SparseRows sparse, float* values, int depth, Matrix x, Matrix c)
    {
        var some = stackalloc float[Gathered];
        for (var column = 0; column < sparse.ColumnCount; column++)
        {
            var count = sparse.OfColumn(column, out var entries, out var rows);
            for (var first = 0; first < count; first += Gathered)
            {
                var taken = Math.Min(Gathered, count - first);
                for (var i = 0; i < taken; i++)
                    some[i] = values[entries[first + i]];
                AddRows(taken, rows + first, some, depth, x, c.Start + column * c.Row);
            }
        }
    }

    /// <summary><c>C(row, :) += Σ value · B(column, :)</c> over the entries: <c>C += S B</c> for a sparse S.</summary>
    /// <param name="rows">The rows of S and C.</param>
    /// <param name="sparse">S.</param>
    /// <param name="values">Of each entry: its value, or something else that belongs to it.</param>
    /// <param name="depth">The length of B's and C's rows: a multiple of 8.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="c">Column stride 1.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Add(int rows, SparseRows sparse, float* values, int depth, Matrix b, Matrix c)
    {
        int* starts = sparse.Starts, columns = sparse.Columns;
        for (var row = 0; row < rows; row++)
            AddRows(starts[row + 1] - starts[row], columns + starts[row], values + starts[row], depth, b, c.Start + row * c.Row);
    }

    /// <summary>One row of C, a stretch at a time that stays in registers.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static void AddRows(int count, int* rows, float* values, int depth, Matrix x, float* c)
    {
        var k = 0;
        for (; k + Vectors * Vector256<float>.Count <= depth; k += Vectors * Vector256<float>.Count)
        {
            float* to = c + k, from = x.Start + k;
            Vector256<float> s0 = Vector256.Load(to), s1 = Vector256.Load(to + 8), s2 = Vector256.Load(to + 16), s3 = Vector256.Load(to + 24);
            Vector256<float> s4 = Vector256.Load(to + 32), s5 = Vector256.Load(to + 40), s6 = Vector256.Load(to + 48), s7 = Vector256.Load(to + 56);
            for (var i = 0; i < count; i++)
            {
                var row = from + rows[i] * x.Row;
                var value = Vector256.Create(values[i]);
                s0 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row), s0);
                s1 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 8), s1);
                s2 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 16), s2);
                s3 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 24), s3);
                s4 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 32), s4);
                s5 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 40), s5);
                s6 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 48), s6);
                s7 = Vector256.MultiplyAddEstimate(value, Vector256.Load(row + 56), s7);
            }

            s0.Store(to);
            s1.Store(to + 8);
            s2.Store(to + 16);
            s3.Store(to + 24);
            s4.Store(to + 32);
            s5.Store(to + 40);
            s6.Store(to + 48);
            s7.Store(to + 56);
        }

        for (; k < depth; k += Vector256<float>.Count)
        {
            var sum = Vector256.Load(c + k);
            for (var i = 0; i < count; i++)
                sum = Vector256.MultiplyAddEstimate(Vector256.Create(values[i]), Vector256.Load(x.Start + rows[i] * x.Row + k), sum);
            sum.Store(c + k);
        }
    }
}
