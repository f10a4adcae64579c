using System.Text.Json.Nodes;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>One output under a cell.</summary>
/// <param name="Kind">The format's name for where it comes from.</param>
/// <param name="MimeType">How to read the text.</param>
/// <param name="Text">The output, with lines that end in \n.</param>
internal sealed record NotebookOutput(string Kind, string MimeType, string Text)
{
    /// <summary>The value of a cell's last expression.</summary>
    public const string Result = "execute_result";

    /// <summary>What a cell displayed while it ran.</summary>
    public const string Displayed = "display_data";

    /// <summary>What a cell wrote to the console.</summary>
    public const string Stream = "stream";

    private const string PlainText = "text/plain";

    public static NotebookOutput Console(string text) => new(Stream, PlainText, text);

    /// <exception cref="InvalidDataException">The output is an error, or has several formats.</exception>
    public static NotebookOutput Read(JsonObject json)
    {
        string kind = (string)json["output_type"]!;
        if (kind == Stream)
            return Console(NotebookText.Read(json["text"]));
        if (json["data"] is not JsonObject { Count: 1 } data)
            throw new InvalidDataException($"An output must have data in one format; received {json.ToJsonString()}");
        var (mimeType, text) = data.Single();
        return new(kind, mimeType, NotebookText.Read(text));
    }

    public JsonObject ToJson(int executionCount)
    {
        var text = NotebookText.ToJson(Text);
        if (Kind == Stream)
            return new() { ["name"] = "stdout", ["output_type"] = Kind, ["text"] = text };
        var json = new JsonObject
        {
            ["data"] = new JsonObject { [MimeType] = text },
            ["metadata"] = new JsonObject(),
            ["output_type"] = Kind,
        };
        if (Kind == Result)
            json.Insert(1, "execution_count", executionCount);
        return json;
    }
}
