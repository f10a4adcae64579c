using System.Globalization;
using System.Numerics;

namespace ActReg.MLNet;

/// <summary>What an option's value must be: each rule returns null, or a sentence that names option, rule and value received.</summary>
internal static class Rule
{
    public static string? AtLeast(int minimum, int value, string name) =>
        value >= minimum ? null : Broken(name, $"must be at least {minimum}", value);

    public static string? DivisorOf(int multiple, int value, string name) =>
        value >= 1 && multiple % value == 0 ? null : Broken(name, $"must be a divisor of {multiple}", value);

    public static string? Finite<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        T.IsFinite(value) ? null : Broken(name, "must be finite", value);

    public static string? Positive<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        value > T.Zero && T.IsFinite(value) ? null : Broken(name, "must be finite and greater than 0", value);

    public static string? NotNegative<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        value >= T.Zero && T.IsFinite(value) ? null : Broken(name, "must be finite and at least 0", value);

    public static string? AtLeastOne<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        value >= T.One && T.IsFinite(value) ? null : Broken(name, "must be finite and at least 1", value);

    public static string? Share<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        value >= T.Zero && value < T.One ? null : Broken(name, "must be at least 0 and below 1", value);

    public static string? Fraction<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        value > T.Zero && value < T.One ? null : Broken(name, "must be above 0 and below 1", value);

    public static string? Defined<T>(T value, string name)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? null : Broken(name, $"must be one of {string.Join(", ", Enum.GetNames<T>())}", value);

    public static string? NotBlank(string? value, string name) =>
        !string.IsNullOrWhiteSpace(value) ? null : Broken(name, "must name a column", value == null ? "null" : $"\"{value}\"");

    public static string? Present(object? value, string name) =>
        value != null ? null : Broken(name, "must be given", "null");

    public static string Broken<T>(string name, string rule, T value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {rule}; received {value}.");

    /// <summary>Throws one exception for all rules broken.</summary>
    /// <exception cref="ArgumentException">Some rule is.</exception>
    public static void ThrowIfBroken(IEnumerable<string?> problems)
    {
        string[] broken = [.. problems.OfType<string>()];
        if (broken.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, broken));
    }
}
