using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Functions that vectors lack, to within a few units in the last place of 1.</summary>
internal static class VectorMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, ILanes<T> => T.One / T.MultiplyAdd(T.Broadcast(2), T.HalfExp(-x), T.One);

    /// <summary>Near 0 the polynomial of Cephes's <c>tanhf</c> (S. Moshier), which keeps small results exact; else by the exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, ILanes<T>
    {
        var magnitude = T.Abs(x);
        var half = T.HalfExp(magnitude * -2f);
        var far = T.CopySign(T.MultiplyAdd(T.Broadcast(-2), half, T.One) / T.MultiplyAdd(T.Broadcast(2), half, T.One), x);

        var square = x * x;
        var p = T.Broadcast(-5.70498872745e-3f) * square + T.Broadcast(2.06390887954e-2f);
        p = p * square + T.Broadcast(-5.37397155531e-2f);
        p = p * square + T.Broadcast(1.33314422036e-1f);
        p = p * square + T.Broadcast(-3.33332819422e-1f);
        var near = p * square * x + x;

        return T.Select(T.LessThan(magnitude, T.Broadcast(0.625f)), near, far);
    }

    /// <summary><c>exp(x) - 1</c> for <c>x</c> at most 0, with small results exact: <c>2t / (1 - t)</c> with <c>t = tanh(x / 2)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpMinusOne<T>(T x)
        where T : struct, ILanes<T>
    {
        var tanh = Tanh(x * 0.5f);
        return (tanh + tanh) / (T.One - tanh);
    }

    /// <summary><c>log(1 + x)</c> for <c>x</c> from 0 to 1, with small results exact: makes up for the rounding of <c>1 + x</c> (W. Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOnePlus<T>(T x)
        where T : struct, ILanes<T>
    {
        var sum = T.One + x;
        var rounded = sum - T.One;
        return T.Select(T.EqualTo(rounded, T.Zero), x, T.Log(sum) * (x / rounded));
    }

    /// <summary>
    /// The standard normal distribution function, by formula 7.1.26 of Abramowitz and Stegun for the error function; absolute
    /// error below 2e-7.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NormalDistribution<T>(T x)
        where T : struct, ILanes<T>
    {
        const float InverseSqrtOfTwo = 0.7071067811865476f;
        var magnitude = T.Abs(x) * InverseSqrtOfTwo;
        var t = T.One / (T.One + magnitude * 0.3275911f);
        var p = t * 1.061405429f + T.Broadcast(-1.453152027f);
        p = p * t + T.Broadcast(1.421413741f);
        p = p * t + T.Broadcast(-0.284496736f);
        p = p * t + T.Broadcast(0.254829592f);
        var upperTail = p * t * T.Exp(-magnitude * magnitude) * 0.5f;
        return T.Select(T.LessThan(x, T.Zero), upperTail, T.One - upperTail);
    }
}
