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
        for (var j = 0; j < columns; j++)
        {
            var right = b.Start + j * b.Row;
            var i = 0;
            for (; Vector512.IsHardwareAccelerated && i + 4 <= rows; i += 4)
                FourDotsInDouble(a.Start + i * a.Row, a.Row, right, depth, bias[j], c.Start + i * c.Row + j, c.Row);
            for (; i < rows; i++)
                c.Start[i * c.Row + j] = (float)(DotInDouble(a.Start + i * a.Row, right, depth) + bias[j]);
        }
    }

    /// <summary>As four of <see cref="DotInDouble"/>, bit for bit; most of the time is that of widening, and b's is shared.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static void FourDotsInDouble(float* a, nint row, float* b, int length, float bias, float* c, nint resultRow)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        float* a1 = a + row, a2 = a1 + row, a3 = a2 + row;
        for (var k = 0; k < length; k += 8)
        {
            var right = LoadWide(b + k);
            s0 = Vector512.MultiplyAddEstimate(LoadWide(a + k), right, s0);
            s1 = Vector512.MultiplyAddEstimate(LoadWide(a1 + k), right, s1);
            s2 = Vector512.MultiplyAddEstimate(LoadWide(a2 + k), right, s2);
            s3 = Vector512.MultiplyAddEstimate(LoadWide(a3 + k), right, s3);
        }

        c[0] = (float)(Sum(s0) + bias);
        c[resultRow] = (float)(Sum(s1) + bias);
        c[2 * resultRow] = (float)(Sum(s2) + bias);
        c[3 * resultRow] = (float)(Sum(s3) + bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LoadWide(float* from) => Vector512.WidenLower(Vector256.Load(from).ToVector512Unsafe());

    private static double Sum(Vector512<double> sums) => Vector256.Sum(sums.GetLower() + sums.GetUpper());

    [MethodImpl(Compilation.AtOnce)]
    private static double DotInDouble(float* a, float* b, int length)
    {
        Vector256<double> s0 = default, s1 = default;
        for (var k = 0; k < length; k += 8)
        {
            var (a0, a1) = Vector256.Widen(Vector256.Load(a + k));
            var (b0, b1) = Vector256.Widen(Vector256.Load(b + k));
            s0 = Vector256.MultiplyAddEstimate(a0, b0, s0);
            s1 = Vector256.MultiplyAddEstimate(a1, b1, s1);
        }

        return Vector256.Sum(s0 + s1);
    }

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
