using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Products with a matrix of few columns, stored transposed: one dot product for each element of the result.</summary>
internal static unsafe class DotProducts
{
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
        for (; i + 2 <= rows; i += 2)
        {
            for (var j = 0; j < columns; j++)
                TwoDotsInDouble(a.Start + i * a.Row, a.Row, b.Start + j * b.Row, depth, bias[j], c.Start + i * c.Row + j, c.Row);
        }

        if (i == rows)
            return;
        for (var j = 0; j < columns; j++)
            c.Start[i * c.Row + j] = (float)(DotInDouble(a.Start + i * a.Row, b.Start + j * b.Row, depth) + bias[j]);
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
            c[j] = (float)(DotInDouble(a, b + (nint)j * depth, depth) + bias[j]);
    }

    // All sums in double precision are two vectors, taken in turn, so that one need not wait for the other.
    [MethodImpl(Compilation.AtOnce)]
    private static double DotInDouble(float* a, double* b, int length)
    {
        Vector512<double> s0 = default, s1 = default;
        var k = 0;
        for (; k + 16 <= length; k += 16)
        {
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), Vector512.Load(b + k), s0);
            s1 = Vector512.MultiplyAddEstimate(Widen(a + k + 8), Vector512.Load(b + k + 8), s1);
        }

        if (k < length)
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), Vector512.Load(b + k), s0);
        return Sum(s0 + s1);
    }

    [MethodImpl(Compilation.AtOnce)]
    private static double DotInDouble(float* a, float* b, int length)
    {
        Vector512<double> s0 = default, s1 = default;
        var k = 0;
        for (; k + 16 <= length; k += 16)
        {
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), Widen(b + k), s0);
            s1 = Vector512.MultiplyAddEstimate(Widen(a + k + 8), Widen(b + k + 8), s1);
        }

        if (k < length)
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), Widen(b + k), s0);
        return Sum(s0 + s1);
    }

    /// <summary>Two rows by one, which a processor can work on at once.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static void TwoDotsInDouble(float* a, nint stride, float* b, int length, float bias, float* c, nint resultStride)
    {
        Vector512<double> s0 = default, s1 = default, t0 = default, t1 = default;
        var other = a + stride;
        var k = 0;
        for (; k + 16 <= length; k += 16)
        {
            Vector512<double> right0 = Widen(b + k), right1 = Widen(b + k + 8);
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), right0, s0);
            s1 = Vector512.MultiplyAddEstimate(Widen(a + k + 8), right1, s1);
            t0 = Vector512.MultiplyAddEstimate(Widen(other + k), right0, t0);
            t1 = Vector512.MultiplyAddEstimate(Widen(other + k + 8), right1, t1);
        }

        if (k < length)
        {
            var right = Widen(b + k);
            s0 = Vector512.MultiplyAddEstimate(Widen(a + k), right, s0);
            t0 = Vector512.MultiplyAddEstimate(Widen(other + k), right, t0);
        }

        c[0] = (float)(Sum(s0 + s1) + bias);
        c[resultStride] = (float)(Sum(t0 + t1) + bias);
    }

    private static Vector512<double> Widen(float* from) => Vector512.WidenLower(Vector256.Load(from).ToVector512Unsafe());

    private static double Sum(Vector512<double> sums) => Vector256.Sum(sums.GetLower() + sums.GetUpper());

    /// <summary><c>a · b</c>.</summary>
    /// <param name="a">The one row.</param>
    /// <param name="b">The other.</param>
    /// <param name="length">Of both: a multiple of 8.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static float Dot(float* a, float* b, int length)
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
