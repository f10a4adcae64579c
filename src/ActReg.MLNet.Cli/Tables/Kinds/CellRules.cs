namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a cell must be, by the kind of its column.</summary>
internal static class CellRules
{
    /// <returns>What is wrong with it; or <see langword="null"/>.</returns>
    public static string? Problem(ColumnKind kind, string cell, NumberNotation numbers) => kind switch
    {
        ColumnKind.Number when !Cell.IsMissing(cell) && !numbers.TryParse(cell, out _) => numbers.Refusal(cell.Trim()),
        ColumnKind.Boolean when !Cell.IsMissing(cell) && !Cell.TryBoolean(cell, out _) => $"'{cell.Trim()}' is neither true nor false, yes nor no",
        _ => null,
    };
}
