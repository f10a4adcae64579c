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

    /// <summary>What the help shows of a default.</summary>
    public override string ToString() => decimalMark == '.' ? "invariant" : $"decimal mark {decimalMark}";

    /// <summary>The shortest text that reads back as the same number.</summary>
    public string Write(float value) => value.ToString(_format);
}
