using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>A notebook in Jupyter's format, version 4; what this class does not know stays as it was read.</summary>
internal sealed class NotebookFile
{
    // As Jupyter writes it, so that a notebook saved by an editor differs only where it changed.
    private static readonly JsonSerializerOptions AsJupyter = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path;
    private readonly JsonObject _json;

    private NotebookFile(string path, JsonObject json)
    {
        (_path, _json) = (path, json);
        Cells = [.. json["cells"]!.AsArray().Select((cell, i) => new NotebookCell(cell!.AsObject(), i + 1))];
    }

    public string Name => Path.GetFileName(_path);

    /// <summary>The folder that relative paths in the notebook start from.</summary>
    public string Folder => Path.GetDirectoryName(_path)!;

    public IReadOnlyList<NotebookCell> Cells { get; }

    public IEnumerable<NotebookCell> CodeCells => Cells.Where(cell => cell.IsCode);

    public string Kernel => (string?)_json["metadata"]?["kernelspec"]?["name"] ?? "";

    public static NotebookFile Read(string path) => new(Path.GetFullPath(path), JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    public void Save(string path) => File.WriteAllText(path, ToString());

    public override string ToString() => _json.ToJsonString(AsJupyter) + "\n";
}
