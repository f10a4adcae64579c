using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Checks of one argument, by the <see cref="Rule"/> of the same name.</summary>
internal static class Require
{
    public static int AtLeast(int minimum, int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value, Rule.AtLeast(minimum, value, name), name);

    public static int DivisorOf(int multiple, int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Check(value, Rule.DivisorOf(multiple, value, name), name);

    public static T Finite<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IFloatingPoint<T> =>
        Check(value, Rule.Finite(value, name), name);

    public static T Positive<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IFloatingPoint<T> =>
        Check(value, Rule.Positive(value, name), name);

    public static T NotNegative<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IFloatingPoint<T> =>
        Check(value, Rule.NotNegative(value, name), name);

    public static T AtLeastOne<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IFloatingPoint<T> =>
        Check(value, Rule.AtLeastOne(value, name), name);

    public static T Share<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IFloatingPoint<T> =>
        Check(value, Rule.Share(value, name), name);

    public static T Fraction<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : IFloatingPoint<T> =>
        Check(value, Rule.Fraction(value, name), name);

    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum =>
        Check(value, Rule.Defined(value, name), name);

    private static T Check<T>(T value, string? problem, string name) =>
        problem == null ? value : throw new ArgumentOutOfRangeException(name, problem);
}
