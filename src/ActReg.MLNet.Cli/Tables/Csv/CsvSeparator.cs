namespace ActReg.MLNet.Cli.Tables;

/// <summary>What separates the cells of a file, as its header tells.</summary>
internal static class CsvSeparator
{
    private const string Candidates = ",;\t";

    /// <param name="table">What messages call the file.</param>
    /// <param name="text">The file's text, which is read to the end of the header.</param>
    /// <exception cref="TableException">There are as many of one as of another.</exception>
    public static char Of(string table, TextReader text)
    {
        var counts = new int[Candidates.Length];
        var (isQuoted, isEmpty) = (false, true);
        for (var letter = text.Read(); letter >= 0 && (isQuoted || isEmpty || letter is not ('\n' or '\r')); letter = text.Read())
        {
            isEmpty &= letter is '\n' or '\r';
            isQuoted ^= letter == '"';
            if (!isQuoted && Candidates.IndexOf((char)letter, StringComparison.Ordinal) is >= 0 and var candidate)
                counts[candidate]++;
        }

        var most = counts.Max();
        if (most > 0 && counts.Count(count => count == most) > 1)
            throw new TableException($"{table} has as many of one separator as of another in its header; --separator must say which it is.");
        return Candidates[Array.IndexOf(counts, most)];
    }
}
