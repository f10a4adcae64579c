using System.Net;

namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>Writes HTML that is XML too. Whatever is given as text is encoded.</summary>
internal sealed class Html(TextWriter writer)
{
    /// <summary>Writes an element around others.</summary>
    public void Element(string name, Action content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(name, attributes);
        writer.Write(">\n");
        content();
        writer.Write($"</{name}>\n");
    }

    /// <summary>Writes an element around text.</summary>
    public void Text(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(name, attributes);
        writer.Write($">{Encode(text)}</{name}>\n");
    }

    /// <summary>Writes an element that has no content.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(name, attributes);
        writer.Write(" />\n");
    }

    /// <summary>Writes what is HTML already.</summary>
    public void Raw(string html) => writer.Write(html);

    /// <summary>Writes a table in a box of its own, in which it scrolls where the page is narrow.</summary>
    public void Table(string caption, IReadOnlyList<HtmlColumn> columns, IEnumerable<IReadOnlyList<HtmlCell>> rows, bool isSortable = false) => Element(
        "div",
        () => Element(
            "table",
            () =>
            {
                Text("caption", caption);
                Element("thead", () => Element("tr", () =>
                {
                    foreach (var column in columns)
                        Text("th", column.Heading, [("scope", "col"), .. Class(column)]);
                }));
                Element("tbody", () =>
                {
                    foreach (var row in rows)
                        Element("tr", () => Cells(columns, row));
                });
            },
            isSortable ? [("class", "sortable")] : []),
        ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));

    private void Cells(IReadOnlyList<HtmlColumn> columns, IReadOnlyList<HtmlCell> row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var cell = row[i];
            if (i == 0)
                Text("th", cell.Text, ("scope", "row"));
            else if (!columns[i].IsNumber)
                Text("td", cell.Text, Class(columns[i]));
            else if (cell.Detail == null)
                Text("td", cell.Text, [.. Class(columns[i]), ("data-value", cell.Value)]);
            else
                Element("td", () => { Raw(Encode(cell.Text)); Text("small", cell.Detail); }, [.. Class(columns[i]), ("data-value", cell.Value)]);
        }
    }

    private static (string Name, string Value)[] Class(HtmlColumn column)
    {
        var classes = string.Join(' ', new[] { column.IsNumber ? "number" : null, column.IsRepeated ? "repeated" : null }.OfType<string>());
        return classes.Length == 0 ? [] : [("class", classes)];
    }

    private void Begin(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        writer.Write($"<{name}");
        foreach (var (attribute, value) in attributes)
            writer.Write($" {attribute}=\"{Encode(value)}\"");
    }

    /// <summary>HTML has no way to write control characters and halves of pairs.</summary>
    private static string Encode(string text) => WebUtility.HtmlEncode(string.Concat(
        text.ReplaceLineEndings("\n").EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') || (rune.Value & 0xFFFE) == 0xFFFE ? "\uFFFD" : rune.ToString())));
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its name.</param>
/// <param name="IsNumber">Whether it is of numbers.</param>
/// <param name="IsRepeated">Whether another one says the same, so that paper goes without.</param>
internal sealed record HtmlColumn(string Heading, bool IsNumber, bool IsRepeated = false);

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it shows.</param>
/// <param name="Detail">What a number shows below; or <see langword="null"/>.</param>
/// <param name="Value">What a number is sorted by; empty for none, which comes last.</param>
internal sealed record HtmlCell(string Text, string? Detail = null, string Value = "");
