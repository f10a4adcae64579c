using System.Globalization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Whether the values of a column are whole numbers that run on from row to row, as row numbers and keys do.</summary>
internal sealed class WholeNumbers
{
    /// <summary>Fewer run on by chance.</summary>
    private const int FewestRows = 10;

    private long _least = long.MaxValue;
    private long _most = long.MinValue;
    private long _last = long.MinValue;
    private bool _isAscending = true;
    private bool _isWhole = true;

    public void Add(string value)
    {
        _isWhole = _isWhole && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Follow(number);
    }

    /// <param name="count">The values, all of them different.</param>
    /// <returns>Whether they ascend, or leave out less than every second number.</returns>
    public bool RunOn(int count) => _isWhole && count >= FewestRows && (_isAscending || (decimal)_most - _least < 2 * count);

    private bool Follow(long number)
    {
        _isAscending &= number > _last || _last == long.MinValue;
        (_last, _least, _most) = (number, Math.Min(_least, number), Math.Max(_most, number));
        return true;
    }
}
