using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Figures as people read them: to so many decimals, but of small ones two digits that tell something, as a learning rate's 0.00003 is not 0.000, and of large ones seven digits.</summary>
internal static class StudyNumber
{
    private const int SmallDigits = 2;

    /// <summary>Of large figures, so that what differs by little is not the same.</summary>
    private const int LargeDigits = 7;

    /// <summary>Larger ones have an exponent.</summary>
    private const double Largest = 1e15;

    /// <param name="value">The figure.</param>
    /// <param name="decimals">Of figures of ordinary size.</param>
    public static string Of(double value, int decimals) => Of(value, decimals, plus: "");

    /// <summary>The same of a difference, with its sign.</summary>
    public static string Signed(double value, int decimals) => Of(value, decimals, plus: "+");

    private static string Of(double value, int decimals, string plus)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
            return (value > 0 ? plus : "") + value.ToString(CultureInfo.InvariantCulture);
        if (size >= 1000)
        {
            var format = size >= Largest ? $"0.{new string('#', LargeDigits - 1)}e0" : Places(Math.Clamp(LargeDigits - 1 - (int)Math.Floor(Math.Log10(size)), 0, decimals));
            return (value > 0 ? plus : "") + value.ToString(format, CultureInfo.InvariantCulture);
        }

        // An interval's end that is 0 but for rounding is 0.
        var isSmall = size >= 1e-12 && size < Math.Pow(10, SmallDigits - 1 - decimals);
        var ordinary = !isSmall ? $"0.{new string('0', decimals)}" : size < 1e-4 ? "0.#e0" : $"0.{new string('0', SmallDigits - 1 - (int)Math.Floor(Math.Log10(size)))}";
        return value.ToString($"{plus}{ordinary};-{ordinary};0.{new string('0', decimals)}", CultureInfo.InvariantCulture);
    }

    private static string Places(int count) => count == 0 ? "0" : $"0.{new string('0', count)}";
}
