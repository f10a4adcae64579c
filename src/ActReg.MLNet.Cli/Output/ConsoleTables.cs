using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Tables as people see them.</summary>
internal static class ConsoleTables
{
    /// <summary>Writes a table; where the terminal is too narrow even for its longest words, each row as a list of what stands in its columns.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="table">A table whose rows begin with what they are of.</param>
    public static void Show(this IAnsiConsole console, Table table)
    {
        IRenderable whole = table;
        if (!console.IsNarrow() || whole.Measure(RenderOptions.Create(console, console.Profile.Capabilities), console.Profile.Width).Min <= console.Profile.Width)
        {
            console.Write(table);
            return;
        }

        if (table.Title != null)
            console.Sentence(table.Title.Text);
        console.Line();
        string[] names = [.. table.Columns.Select(column => console.Text(column.Header))];
        foreach (var row in table.Rows)
        {
            string[] cells = [.. row.Select(console.Text)];
            console.Sentence(names[0].Length == 0 ? cells[0] : $"{names[0]} {cells[0]}");
            // Some rows are of the one above.
            console.Figures(names[1..], cells[1..], indent: 2 + cells[0].Length - cells[0].TrimStart().Length);
        }

        console.Line();
    }

    /// <summary>Writes a line for each figure, with its name.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="names">The names.</param>
    /// <param name="figures">As many figures; what is empty is left out.</param>
    /// <param name="indent">The blanks before each.</param>
    public static void Figures(this IAnsiConsole console, IReadOnlyList<string> names, IReadOnlyList<string> figures, int indent = 2)
    {
        var width = names.Max(name => name.Length);
        foreach (var (name, figure) in names.Zip(figures).Where(each => each.Second.Length > 0))
            console.Sentence($"{new string(' ', indent)}{name.PadRight(width)}  {figure}", indent + width + 2);
    }

    private static string Text(this IAnsiConsole console, IRenderable cell) =>
        string.Join(' ', string.Concat(cell.GetSegments(console).Select(segment => segment.Text)).Split('\n').Select(line => line.TrimEnd()));
}
