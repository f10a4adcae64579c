using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Functions that <see cref="Vector256"/> lacks, to within a few units in the last place of 1.</summary>
internal static class VectorMath
{
    public static Vector256<float> Sigmoid(Vector256<float> x) =>
        Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-x));

    /// <summary>Near 0 the polynomial of Cephes's <c>tanhf</c> (S. Moshier), which keeps small results exact; else by the exponential.</summary>
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var magnitude = Vector256.Abs(x);
        var e = Vector256.Exp(magnitude * -2f);
        var far = Vector256.CopySign((Vector256<float>.One - e) / (Vector256<float>.One + e), x);

        var square = x * x;
        var p = Vector256.Create(-5.70498872745e-3f) * square + Vector256.Create(2.06390887954e-2f);
        p = p * square + Vector256.Create(-5.37397155531e-2f);
        p = p * square + Vector256.Create(1.33314422036e-1f);
        p = p * square + Vector256.Create(-3.33332819422e-1f);
        var near = p * square * x + x;

        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(0.625f)), near, far);
    }

    /// <summary><c>exp(x) - 1</c> for <c>x</c> at most 0, with small results exact: <c>2t / (1 - t)</c> with <c>t = tanh(x / 2)</c>.</summary>
    public static Vector256<float> ExpMinusOne(Vector256<float> x)
    {
        var tanh = Tanh(x * 0.5f);
        return (tanh + tanh) / (Vector256<float>.One - tanh);
    }

    /// <summary><c>log(1 + x)</c> for <c>x</c> from 0 to 1, with small results exact: makes up for the rounding of <c>1 + x</c> (W. Kahan).</summary>
    public static Vector256<float> LogOnePlus(Vector256<float> x)
    {
        var sum = Vector256<float>.One + x;
        var rounded = sum - Vector256<float>.One;
        return Vector256.ConditionalSelect(
            Vector256.Equals(rounded, Vector256<float>.Zero), x, Vector256.Log(sum) * (x / rounded));
    }

    /// <summary>
    /// The standard normal distribution function, by formula 7.1.26 of Abramowitz and Stegun for the error function; absolute
    /// error below 2e-7.
    /// </summary>
    public static Vector256<float> NormalDistribution(Vector256<float> x)
    {
        const float InverseSqrtOfTwo = 0.7071067811865476f;
        var magnitude = Vector256.Abs(x) * InverseSqrtOfTwo;
        var t = Vector256<float>.One / (Vector256<float>.One + magnitude * 0.3275911f);
        var p = t * 1.061405429f + Vector256.Create(-1.453152027f);
        p = p * t + Vector256.Create(1.421413741f);
        p = p * t + Vector256.Create(-0.284496736f);
        p = p * t + Vector256.Create(0.254829592f);
        var upperTail = p * t * Vector256.Exp(-magnitude * magnitude) * 0.5f;
        return Vector256.ConditionalSelect(
            Vector256.LessThan(x, Vector256<float>.Zero), upperTail, Vector256<float>.One - upperTail);
    }
}
