using System.Globalization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>How a file writes numbers. Digits are not grouped: whether 1.234 is more than a thousand or not must not be guessed.</summary>
/// <param name="decimalMark">What stands before the fraction.</param>
internal sealed class NumberNotation(char decimalMark)
{
    private readonly NumberFormatInfo _format = new() { NumberDecimalSeparator = decimalMark.ToString(), NumberGroupSeparator = " " };

    public static NumberNotation Invariant { get; } = new('.');

    /// <summary>What a table's column can hold as a number: finite, and no more than a <see cref="float"/>.</summary>
    public bool TryParse(ReadOnlySpan<char> cell, out float value) => float.TryParse(cell, NumberStyles.Float, _format, out value) && float.IsFinite(value);

    /// <summary>The number with all of its digits, where it has no more than a <see cref="decimal"/>.</summary>
    public bool TryExact(ReadOnlySpan<char> cell, out decimal value) => decimal.TryParse(cell, NumberStyles.Float, _format, out value);

    /// <summary>Whether it is a number where the decimal mark is the other one of point and comma.</summary>
    public bool HasOtherMark(string cell) =>
        cell.Contains(OtherMark) && !TryParse(cell, out _) && new NumberNotation(OtherMark).TryParse(cell, out _);

    /// <summary>What to say of a cell that is no number.</summary>
    public string Refusal(string cell) => IsTooLarge(cell)
        ? $"'{cell}' is beyond {float.MaxValue.ToString("0.0e0", CultureInfo.InvariantCulture)}, the largest number of single precision" : $"'{cell}' is not a number{(HasOtherMark(cell) ? Hint : "")}";

    private bool IsTooLarge(string cell) => cell.Any(char.IsAsciiDigit) && double.TryParse(cell, NumberStyles.Float, _format, out var value) && Math.Abs(value) > float.MaxValue;

    private char OtherMark => decimalMark == '.' ? ',' : '.';

    private string Hint => decimalMark == '.'
        ? " (if its comma is a decimal mark, --culture must name a culture that writes so, such as de-DE)"
        : " (if its point is a decimal mark, --culture must be left out, or name a culture that writes so)";

    /// <summary>What the help shows of a default.</summary>
    public override string ToString() => decimalMark == '.' ? "invariant" : $"decimal mark {decimalMark}";

    /// <summary>The shortest text that reads back as the same number.</summary>
    public string Write(float value) => value.ToString(_format);
}
