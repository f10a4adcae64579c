using System.Text.Json.Nodes;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>Text in a notebook's file: an array of lines, each with its line end, or one string.</summary>
internal static class NotebookText
{
    public static string Read(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)node ?? "";

    public static JsonArray ToJson(string text)
    {
        var lines = new JsonArray();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is >= 0 and var at ? at + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }
}
