using System.Globalization;
using System.Text.RegularExpressions;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What reports on tables have in common.</summary>
internal static partial class TableConsole
{
    /// <summary>More classes make a table that nobody reads.</summary>
    private const int MostClasses = 10;

    private const int Decimals = 4;

    /// <summary>With the blanks on its left.</summary>
    private const int WidestFigure = 15;

    /// <summary>Smaller figures of a study are 0.</summary>
    private const double Least = 1e-12;

    public static void Metrics(this IAnsiConsole console, TableMetrics metrics)
    {
        // Of a name that leaves no room, the figure stands below.
        var width = Math.Min(metrics.Values.Keys.Max(name => Title(name).Length), console.Profile.Width - WidestFigure);
        foreach (var (name, value) in metrics.Values)
            console.Sentence($"  {Title(name).PadRight(width)}  {Figure(value)}", indent: width + 4);
        if (metrics.Confusion is { Classes.Count: <= MostClasses } confusion)
            console.Show(Table(console, confusion));
    }

    /// <summary>A metric as people read it.</summary>
    public static string Figure(double value) => double.IsNaN(value) ? "not defined"
        // No end of an interval, which may be 0 but for rounding.
        : value is > 0 and < Least ? value.ToString("0.#e0", CultureInfo.InvariantCulture) : StudyNumber.Of(value, Decimals);

    /// <summary>The same of a difference.</summary>
    public static string Difference(double value) => StudyNumber.Signed(value, Decimals);

    public static void Files(this IAnsiConsole console, string? modelFile, string? jsonFile)
    {
        if (modelFile != null)
            console.Line($"Model in {modelFile}");
        if (jsonFile != null)
            console.Line($"Results in {jsonFile}");
    }

    /// <param name="console">Standard error.</param>
    /// <param name="unseen">Columns with categories that training did not see.</param>
    /// <param name="rows">The rows that were looked at.</param>
    public static void Unseen(this IAnsiConsole console, IReadOnlyList<UnseenCategory> unseen, long rows)
    {
        foreach (var column in unseen)
            console.Line($"actreg: {column.Text(rows)}.");
    }

    /// <summary>From the name that scripts read to one for people.</summary>
    private static string Title(string name) =>
        char.ToUpperInvariant(name[0]) + InnerCapital().Replace(name[1..], match => $" {match.Value.ToLowerInvariant()}").Replace("roc", "ROC", StringComparison.Ordinal);

    private static Table Table(IAnsiConsole console, ConfusionCounts confusion)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(console.Column("Rows of ... told to be", Justify.Left));
        foreach (var name in confusion.Classes)
            table.AddColumn(console.Column(name, Justify.Right));
        foreach (var (name, counts) in confusion.Classes.Zip(confusion.Counts))
            table.AddRow([new Text(name), .. counts.Select(count => new Text(count.ToString("0", CultureInfo.InvariantCulture)))]);
        return table;
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex InnerCapital();
}
