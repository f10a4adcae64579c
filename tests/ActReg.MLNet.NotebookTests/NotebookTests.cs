using System.Text.Json.Nodes;
using ActReg.MLNet.NotebookRunner;

namespace ActReg.MLNet.NotebookTests;

/// <summary>
/// Runs the notebooks as a user would. To save the outputs of a changed notebook or library into the files:
/// <c>ACTREG_UPDATE_NOTEBOOKS=1 dotnet test tests/ActReg.MLNet.NotebookTests -c Release</c>
/// </summary>
[TestClass]
public sealed class NotebookTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actreg-").FullName;

    public required TestContext TestContext { get; set; }

    public static IEnumerable<string> FileNames => NotebookFolder.FileNames;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DynamicData(nameof(FileNames))]
    public void Cells_run_and_give_the_saved_outputs(string fileName)
    {
        string result = Path.Combine(_folder, fileName);
        TestContext.WriteLine(NotebookProcess.Run(NotebookFolder.File(fileName), result));
        if (NotebookFolder.IsUpdate)
            File.Copy(result, NotebookFolder.File(fileName), overwrite: true);

        var saved = NotebookFile.Read(NotebookFolder.File(fileName));
        foreach (var (before, now) in saved.CodeCells.Zip(NotebookFile.Read(result).CodeCells))
            AssertSame($"{fileName}, cell {before.Number},", before, now);
    }

    /// <summary>What the other test finds the kernel to give, too.</summary>
    [TestMethod]
    [DataRow("table.ipynb", "data", "<p><b>First 5 rows</b></p>\n<table>", 0)]
    [DataRow("table.ipynb", "train", "<p><b>Network of [16] features, ", 0)]
    [DataRow("table.ipynb", "history", "<img ", 1)]
    [DataRow("table.ipynb", "sparsity", "<img ", 1)]
    [DataRow("choosing.ipynb", "study", "<p><b>Study of 14 candidates ", 1)]
    public void A_value_shows_itself_by_its_name_alone(string fileName, string cell, string start, int images)
    {
        var output = NotebookFile.Read(NotebookFolder.File(fileName)).CodeCells.Single(code => code.Id == cell).Outputs.Single();
        Assert.AreEqual((NotebookOutput.Result, "text/html"), (output.Kind, output.MimeType));
        Assert.StartsWith(start, output.Text);
        Assert.HasCount(images, EmbeddedPng.Extract(output.Text).Sizes);
    }

    [TestMethod]
    [DynamicData(nameof(FileNames))]
    public void The_first_cell_references_the_package_and_names_a_folder_that_has_it(string fileName)
    {
        string[] lines = NotebookFile.Read(NotebookFolder.File(fileName)).CodeCells.First().Source.Split('\n');
        Assert.AreSequenceEqual(
            ["#i \"nuget:/path/to/ActReg.MLNet/artifacts/package/release\"", "#r \"nuget: ActReg.MLNet\"", "#r \"nuget: ActReg.MLNet.Plotting\""], lines.Take(3));
    }

    [TestMethod]
    [DataRow("throw new Exception(\"on purpose\");", "on purpose")]
    [DataRow("int x = \"text\";", "CS0029")]
    [DataRow("using Microsoft.ML; // and no #r", "CS0234")]
    [DataRow("#r \"nuget: ActReg.MLNet.Missing\"", "ActReg.MLNet.Missing")]
    public void A_cell_that_fails_is_named_with_the_reason(string cell, string reason)
    {
        string notebook = Path.Combine(_folder, "broken.ipynb");
        var cells = new JsonArray(
            new JsonObject { ["cell_type"] = "markdown", ["source"] = "text" },
            new JsonObject { ["cell_type"] = "code", ["source"] = cell });
        File.WriteAllText(notebook, new JsonObject { ["cells"] = cells }.ToJsonString());
        var error = Assert.ThrowsExactly<AssertFailedException>(() => NotebookProcess.Run(notebook, notebook));
        Assert.Contains("broken.ipynb, cell 2, failed: ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [TestMethod]
    [DynamicData(nameof(FileNames))]
    public void Notebook_is_for_the_CSharp_kernel_and_small(string fileName)
    {
        var notebook = NotebookFile.Read(NotebookFolder.File(fileName));
        Assert.AreEqual(".net-csharp", notebook.Kernel);
        Assert.IsLessThan(1_500_000, notebook.ToString().Length, "A notebook should open at once and be easy to keep in Git.");
    }

    private static void AssertSame(string where, NotebookCell saved, NotebookCell now)
    {
        Assert.HasCount(now.Outputs.Count, saved.Outputs, $"{where} has another number of saved outputs. {NotebookFolder.HowToUpdate}");
        foreach (var (before, after) in saved.Outputs.Zip(now.Outputs))
        {
            if (OutputComparer.FindDifference(before, after, saved.Tolerance, saved.ComparesShape) is { } difference)
                Assert.Fail($"{where} gives another output. {NotebookFolder.HowToUpdate}\n{difference}");
        }
    }
}
