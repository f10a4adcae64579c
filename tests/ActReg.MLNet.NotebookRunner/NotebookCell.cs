using System.Text.Json.Nodes;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>One cell of a notebook.</summary>
/// <param name="json">The cell in the notebook's file.</param>
/// <param name="number">Its place among all cells, from 1.</param>
internal sealed class NotebookCell(JsonObject json, int number)
{
    public int Number => number;

    /// <summary>Its name in the file; empty where it has none.</summary>
    public string Id => (string?)json["id"] ?? "";

    public bool IsCode => (string?)json["cell_type"] == "code";

    public string Source => NotebookText.Read(json["source"]);

    /// <summary>
    /// How far numbers in the output may be from the saved ones: 0 unless the cell's metadata has a <c>tolerance</c>, which cells
    /// that train need, because thousands of steps make a last bit that another processor rounds otherwise visible.
    /// </summary>
    public double Tolerance => (double?)json["metadata"]?["tolerance"] ?? 0;

    /// <summary>
    /// Whether only the shape of the output is to be as saved, tables with as many rows and images as large, because the metadata's <c>compare</c> is "shape": where a last bit
    /// may change words, such as which candidate is best.
    /// </summary>
    public bool ComparesShape => (string?)json["metadata"]?["compare"] == "shape";

    public IReadOnlyList<NotebookOutput> Outputs => [.. json["outputs"]!.AsArray().Select(o => NotebookOutput.Read(o!.AsObject()))];

    public void SetOutputs(IEnumerable<NotebookOutput> outputs, int executionCount)
    {
        json["execution_count"] = executionCount;
        json["outputs"] = new JsonArray([.. outputs.Select(output => output.ToJson(executionCount))]);
    }
}
