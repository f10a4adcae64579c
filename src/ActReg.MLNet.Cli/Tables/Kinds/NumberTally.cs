namespace ActReg.MLNet.Cli.Tables;

/// <summary>How many values of a column are numbers.</summary>
/// <param name="notation">How numbers are written.</param>
internal sealed class NumberTally(NumberNotation notation)
{
    public NumberNotation Notation => notation;

    /// <summary>All values.</summary>
    public long Count { get; private set; }

    /// <summary>Those that are numbers.</summary>
    public long Read { get; private set; }

    /// <summary>Those that would be with another decimal mark.</summary>
    public long OtherMarks { get; private set; }

    /// <summary>Those that are one in single precision.</summary>
    public SingleTally Singles { get; } = new();

    /// <summary>The first one that is no number, and where; or <see langword="null"/>.</summary>
    public (string Place, string Value)? NoNumber { get; private set; }

    public void Add(TableRows rows, string value)
    {
        Count++;
        if (notation.TryParse(value, out var number))
        {
            Read++;
            Singles.Add(value, number, notation);
            return;
        }

        OtherMarks += notation.HasOtherMark(value) ? 1 : 0;
        NoNumber ??= (rows.Place, value);
    }
}
