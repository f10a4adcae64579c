using Spectre.Console;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Reports of the library, as they are; but in a narrow terminal, for which their tables are too wide, with a line for each figure.</summary>
internal static class LibraryReports
{
    public static void Report(this IAnsiConsole console, SparsityReport report)
    {
        if (console.Shows(report.ToString()))
            return;
        console.Sentence(SparsityTable.Title(report.RowCount));
        foreach (var cells in SparsityTable.Cells(report.Told))
        {
            console.Sentence(cells[0]);
            console.Figures(SparsityTable.Header[1..], cells[1..]);
        }

        foreach (var note in SparsityTable.Notes(report.Told))
            console.Sentence(note);
    }

    public static void Report(this IAnsiConsole console, AutoencoderReport report)
    {
        if (console.Shows(report.ToString()))
            return;
        var lines = report.ToString().Split(Environment.NewLine);
        foreach (var line in lines[..^2])
            console.Sentence(line, indent: 2);
        // A table of two rows.
        console.Figures(lines[^2].Split(' ', StringSplitOptions.RemoveEmptyEntries), lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static void Report(this IAnsiConsole console, PermutationImportance report)
    {
        foreach (var line in report.ToString().Split(Environment.NewLine))
            console.Sentence(line, indent: 2);
    }

    /// <summary>Writes a report as it is, if the terminal is not too narrow for it.</summary>
    private static bool Shows(this IAnsiConsole console, string report)
    {
        var isFitting = !console.IsNarrow() || report.Split(Environment.NewLine).All(line => line.Length <= console.Profile.Width);
        if (isFitting)
            console.Line(report);
        return isFitting;
    }
}
