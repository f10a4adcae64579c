using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Sine and cosine of angles in turns, so of <c>2π</c> times a number, to within a few units in the last place of 1.</summary>
internal static class Turns
{
    // Of sin(2π y) for y from -1/4 to 1/4: Taylor's, whose next term is below 7e-10.
    private const float C1 = 6.2831853071795865f;
    private const float C3 = -41.341702240399760f;
    private const float C5 = 81.605249276075054f;
    private const float C7 = -76.705859753061385f;
    private const float C9 = 42.058693944897654f;
    private const float C11 = -15.094642576822990f;
    private const float C13 = 3.8199525848482821f;

    private const float Quarter = 0.25f;
    private const float Half = 0.5f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> turns) =>
        SinOfQuarter(Vector256.Create(Quarter) - Vector256.Abs(Fraction(turns)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> turns)
    {
        var fraction = Fraction(turns);
        // The sine of half a turn less an angle is the angle's own.
        var folded = Vector256.CopySign(Vector256.Create(Half), fraction) - fraction;
        return SinOfQuarter(Vector256.ConditionalSelect(
            Vector256.GreaterThan(Vector256.Abs(fraction), Vector256.Create(Quarter)), folded, fraction));
    }

    /// <summary>The part of a turn, from -1/2 to 1/2; NaN of what is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fraction(Vector256<float> turns) => turns - Vector256.Round(turns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SinOfQuarter(Vector256<float> y)
    {
        var square = y * y;
        var p = Vector256.MultiplyAddEstimate(Vector256.Create(C13), square, Vector256.Create(C11));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(C9));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(C7));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(C5));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(C3));
        p = Vector256.MultiplyAddEstimate(p, square, Vector256.Create(C1));
        return p * y;
    }
}
