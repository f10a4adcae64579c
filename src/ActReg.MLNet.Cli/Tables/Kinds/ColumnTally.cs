namespace ActReg.MLNet.Cli.Tables;

/// <summary>What the cells of a column look like.</summary>
/// <param name="numbers">How numbers are written.</param>
internal sealed class ColumnTally(NumberNotation numbers)
{
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly WholeNumbers _wholeNumbers = new();

    /// <summary>The cells with a value.</summary>
    public int Count { get; private set; }

    /// <summary>Those without.</summary>
    public int Missing { get; private set; }

    /// <summary>How many values are numbers.</summary>
    public NumberTally Numbers { get; } = new(numbers);

    /// <summary>Whether all values are numbers.</summary>
    public bool IsNumeric => Numbers.NoNumber == null;

    /// <summary>Whether each row has another whole number, and these run on.</summary>
    public bool IsRunning => Missing == 0 && _values.Count == Count && _wholeNumbers.RunOn(Count);

    /// <summary>Whether all values are words such as yes and no.</summary>
    public bool IsBoolean { get; private set; } = true;

    /// <summary>Whether all values are dates.</summary>
    public bool IsDate { get; private set; } = true;

    /// <summary>The different values.</summary>
    public IReadOnlySet<string> Values => _values;

    public double MeanLength => (double)_letters / Count;

    public double MeanSpaces => (double)_spaces / Count;

    private long _letters;
    private long _spaces;

    public void Add(TableRows rows, string cell)
    {
        if (Cell.IsMissing(cell))
        {
            Missing++;
            return;
        }

        var value = cell.Trim();
        Count++;
        _values.Add(value);
        _letters += value.Length;
        _spaces += value.Count(letter => letter == ' ');
        Numbers.Add(rows, value);
        _wholeNumbers.Add(value);
        IsDate = IsDate && Dates.IsOne(value);
        IsBoolean = IsBoolean && Cell.TryBoolean(value, out _);
    }
}
