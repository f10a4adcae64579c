namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a cell's text can mean. White space around it never means anything.</summary>
internal static class Cell
{
    private static readonly string[] Missing = ["", "?", "NA", "N/A", "NaN", "null"];

    private static readonly string[] Yes = ["true", "yes", "t", "y"];

    private static readonly string[] No = ["false", "no", "f", "n"];

    public static bool IsMissing(ReadOnlySpan<char> cell) => IsOneOf(cell.Trim(), Missing);

    public static bool TryBoolean(ReadOnlySpan<char> cell, out bool value)
    {
        value = IsOneOf(cell.Trim(), Yes);
        return value || IsOneOf(cell.Trim(), No);
    }

    private static bool IsOneOf(ReadOnlySpan<char> cell, string[] words)
    {
        foreach (var word in words)
        {
            if (cell.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
