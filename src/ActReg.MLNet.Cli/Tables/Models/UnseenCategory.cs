namespace ActReg.MLNet.Cli.Tables;

/// <summary>A column with categories that training did not see.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Rows">The rows that have one.</param>
/// <param name="Values">How many different ones there are, as far as they were kept.</param>
/// <param name="Example">The first one.</param>
internal sealed record UnseenCategory(string Column, long Rows, int Values, string Example)
{
    /// <summary>No more different ones are kept.</summary>
    public const int MostValues = 1000;

    /// <summary>In words.</summary>
    /// <param name="rows">All rows that were looked at.</param>
    public string Text(long rows) => FormattableString.Invariant(
        $"column '{Column}': {Rows} of {rows} rows have {Which()} that training did not see ({(Values > 1 ? "e.g. " : "")}'{Example}'); {(Rows == 1 ? "it counts" : "they count")} as missing");

    private string Which() => Values switch
    {
        1 => "a value",
        MostValues => FormattableString.Invariant($"one of {MostValues} values or more"),
        _ => FormattableString.Invariant($"one of {Values} values"),
    };
}
