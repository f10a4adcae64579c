namespace ActReg.MLNet.Cli.Tables;

/// <summary>The values of the label in all rows.</summary>
/// <param name="numbers">How numbers are written.</param>
internal sealed class LabelTally(NumberNotation numbers)
{
    /// <summary>Nothing has more classes; no more values are kept.</summary>
    public const int MostValues = 1000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The rows of each value, while there are no more than can be classes.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Whether there are more values than can be classes.</summary>
    public bool IsTooMany { get; private set; }

    /// <summary>The rows without one.</summary>
    public long Missing { get; private set; }

    /// <summary>The rows with one.</summary>
    public long Count { get; private set; }

    /// <summary>Whether all are whole numbers.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>How many are numbers.</summary>
    public NumberTally Numbers { get; } = new(numbers);

    /// <summary>The first one that is no number, and where; or <see langword="null"/>.</summary>
    public (string Place, string Value)? NoNumber => Numbers.NoNumber;

    public void Add(TableRows rows, int column)
    {
        var value = rows[column].Trim();
        if (Cell.IsMissing(value))
        {
            Missing++;
            return;
        }

        Count++;
        if (_counts.TryGetValue(value, out var count) || _counts.Count < MostValues)
            _counts[value] = count + 1;
        else
            IsTooMany = true;
        Numbers.Add(rows, value);
        IsWhole = IsWhole && numbers.TryParse(value, out var number) && number == MathF.Round(number);
    }
}
