using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Figures as people read them: to so many decimals, but of small ones two digits that tell something, as a learning rate's 0.00003 is not 0.000.</summary>
internal static class StudyNumber
{
    private const int SmallDigits = 2;

    /// <param name="value">The figure.</param>
    /// <param name="decimals">Of figures of ordinary size.</param>
    public static string Of(double value, int decimals) => Of(value, decimals, plus: "");

    /// <summary>The same of a difference, with its sign.</summary>
    public static string Signed(double value, int decimals) => Of(value, decimals, plus: "+");

    private static string Of(double value, int decimals, string plus)
    {
        var size = Math.Abs(value);
        if (size >= 1000 || !double.IsFinite(value))
            return (value > 0 ? plus : "") + value.ToString($"G{decimals + 1}", CultureInfo.InvariantCulture);
        // An interval's end that is 0 but for rounding is 0.
        var isSmall = size >= 1e-12 && size < Math.Pow(10, SmallDigits - 1 - decimals);
        var format = !isSmall ? $"0.{new string('0', decimals)}" : size < 1e-4 ? "0.#e0" : $"0.{new string('0', SmallDigits - 1 - (int)Math.Floor(Math.Log10(size)))}";
        return value.ToString($"{plus}{format};-{format};0.{new string('0', decimals)}", CultureInfo.InvariantCulture);
    }
}
