using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products with a matrix of few columns, stored transposed: one dot product for each element of the result.</summary>
internal static unsafe class DotProducts
{
    private const int RowsAtATime = 4;

    /// <summary><c>C(i, j) = A(i, :) · B(j, :) + bias(j)</c>.</summary>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="columns">The rows of B and columns of C.</param>
    /// <param name="depth">The length of A's and B's rows, rounded up to a multiple of 8; what is beyond the real length is zero in B.</param>
    /// <param name="a">Column stride 1.</param>
    /// <param name="b">Column stride 1.</param>
    /// <param name="bias">As many values as columns of C.</param>
    /// <param name="c">Column stride 1.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void Multiply(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                c.Start[i * c.Row + j] = Dot(a.Start + i * a.Row, b.Start + j * b.Row, depth) + bias[j];
        }
    }

    /// <summary>
    /// The same, summed in double precision, where products of floats are exact: the result hardly ever depends on the order of
    /// the terms, and so not on terms of 0.
    /// </summary>
    /// <inheritdoc cref="Multiply"/>
    [MethodImpl(Compilation.AtOnce)]
    public static void MultiplyInDouble(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c)
    {
        var i = 0;
        for (; i + RowsAtATime <= rows; i += RowsAtATime)
        {
            for (var j = 0; j < columns; j++)
                FourDotsInDouble(a.Start + i * a.Row, a.Row, b.Start + j * b.Row, depth, bias[j], c.Start + i * c.Row + j, c.Row);
        }

        for (; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                c.Start[i * c.Row + j] = (float)(DotInDouble(a.Start + i * a.Row, b.Start + j * b.Row, depth) + bias[j]);
        }
    }

    /// <summary>The same of one row, with B widened before: the same bits.</summary>
    /// <param name="columns">The rows of B, and the values of C.</param>
    /// <param name="depth">The length of A and of B's rows: a multiple of 8.</param>
    /// <param name="a">The row.</param>
    /// <param name="b">One row after the other.</param>
    /// <param name="bias">As many values as columns.</param>
    /// <param name="c">Room for as many.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void MultiplyRowInDouble(int columns, int depth, float* a, double* b, float* bias, float* c)
    {
        for (var j = 0; j < columns; j++)
        {
            var row = b + (nint)j * depth;
            var sums = Vector512<double>.Zero;
            // Not a fused multiply-add: each sum waits for the one before, an addition is sooner ready, and the product is exact.
            for (var k = 0; k < depth; k += 8)
                sums += Widen(a + k) * Vector512.Load(row + k);
            c[j] = (float)(Sum(sums) + bias[j]);
        }
    }

    [MethodImpl(Compilation.AtOnce)]
    private static double DotInDouble(float* a, float* b, int length)
    {
        var sums = Vector512<double>.Zero;
        for (var k = 0; k < length; k += 8)
            sums = Vector512.MultiplyAddEstimate(Widen(a + k), Widen(b + k), sums);
        return Sum(sums);
    }

    /// <summary>Four rows by one, which a processor can work on at once.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static void FourDotsInDouble(float* a, nint stride, float* b, int length, float bias, float* c, nint resultStride)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var k = 0; k < length; k += 8)
        {
            var right = Widen(b + k);
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), right, s0);
            s1 = Vector512.MultiplyAddEstimate(Widen(a + stride + k), right, s1);
            s2 = Vector512.MultiplyAddEstimate(Widen(a + 2 * stride + k), right, s2);
            s3 = Vector512.MultiplyAddEstimate(Widen(a + 3 * stride + k), right, s3);
        }

        c[0] = (float)(Sum(s0) + bias);
        c[resultStride] = (float)(Sum(s1) + bias);
        c[2 * resultStride] = (float)(Sum(s2) + bias);
        c[3 * resultStride] = (float)(Sum(s3) + bias);
    }

    private static Vector512<double> Widen(float* from) => Vector512.WidenLower(Vector256.Load(from).ToVector512Unsafe());

    private static double Sum(Vector512<double> sums) => Vector256.Sum(sums.GetLower() + sums.GetUpper());

    [MethodImpl(Compilation.AtOnce)]
    private static float Dot(float* a, float* b, int length)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        var k = 0;
        for (; k + 32 <= length; k += 32)
        {
            s0 = Vector256.MultiplyAddEstimate(Vector256.Load(a + k), Vector256.Load(b + k), s0);
            s1 = Vector256.MultiplyAddEstimate(Vector256.Load(a + k + 8), Vector256.Load(b + k + 8), s1);
            s2 = Vector256.MultiplyAddEstimate(Vector256.Load(a + k + 16), Vector256.Load(b + k + 16), s2);
            s3 = Vector256.MultiplyAddEstimate(Vector256.Load(a + k + 24), Vector256.Load(b + k + 24), s3);
        }

        for (; k < length; k += 8)
            s0 = Vector256.MultiplyAddEstimate(Vector256.Load(a + k), Vector256.Load(b + k), s0);
        return Vector256.Sum(s0 + s1 + (s2 + s3));
    }
}
