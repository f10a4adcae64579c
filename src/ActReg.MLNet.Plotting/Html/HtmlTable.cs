using System.Net;

namespace ActReg.MLNet.Plotting;

/// <summary>Text as HTML that keeps its looks where a notebook's viewer drops style sheets.</summary>
internal static class HtmlTable
{
    private const string Left = "left", Right = "right";

    /// <param name="title">Above the table.</param>
    /// <param name="header">A name for each column.</param>
    /// <param name="kinds">What stands below each name; none for nothing.</param>
    /// <param name="rows">Cells; a row may be shorter, and its last cell then takes the rest.</param>
    /// <param name="isNumber">Whether a column is one of numbers.</param>
    /// <param name="notes">A paragraph each, below.</param>
    public static string Of(
        string title, IReadOnlyList<string> header, IReadOnlyList<string> kinds, IEnumerable<IReadOnlyList<string>> rows, Func<int, bool> isNumber, params IEnumerable<string> notes) => string.Concat(
    [
        $"<p><b>{Encoded(title)}</b></p>\n<table><thead><tr>",
        .. header.Select((cell, column) => Cell("th", cell, isNumber(column) ? Right : Left)),
        kinds.Count > 0 ? $"</tr><tr>{string.Concat(kinds.Select((kind, column) => $"<td style=\"text-align: {(isNumber(column) ? Right : Left)}\"><i>{Encoded(kind)}</i></td>"))}" : "",
        "</tr></thead><tbody>\n",
        .. rows.Select(row => $"<tr>{string.Concat(row.Select((cell, column) => column == row.Count - 1 && row.Count < header.Count
            ? Cell("td", cell, Left, header.Count - column) : Cell("td", cell, isNumber(column) ? Right : Left)))}</tr>\n"),
        "</tbody></table>\n",
        .. notes.Select(note => $"<p>{Encoded(note)}</p>\n"),
    ]);

    public static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Cell(string tag, string text, string alignment, int columns = 1) =>
        $"<{tag}{(columns > 1 ? $" colspan=\"{columns}\"" : "")} style=\"text-align: {alignment}\">{Encoded(text)}</{tag}>";
}
