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
    public static void MultiplyInDouble(int rows, int columns, int depth, Matrix a, Matrix b, float* bias, Matrix c)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                c.Start[i * c.Row + j] = (float)(DotInDouble(a.Start + i * a.Row, b.Start + j * b.Row, depth) + bias[j]);
        }
    }

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
