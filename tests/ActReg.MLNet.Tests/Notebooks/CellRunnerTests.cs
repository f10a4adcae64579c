using ActReg.MLNet.NotebookRunner;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace ActReg.MLNet.Tests.Notebooks;

[TestClass]
[DoNotParallelize]
public sealed class CellRunnerTests
{
    private readonly CellRunner _runner = new(NotebookFolder.Path);

    [TestMethod]
    public async Task Outputs_come_in_the_order_in_which_the_cell_makes_them()
    {
        var outputs = await _runner.RunAsync(
            """
            Console.WriteLine("first");
            display("second");
            "<b>third</b>".Display("text/html");
            Console.Write("fourth");
            "fifth"
            """);
        CollectionAssert.AreEqual(
            new NotebookOutput[]
            {
                new(NotebookOutput.Stream, "text/plain", "first\n"),
                new(NotebookOutput.Displayed, "text/plain", "second"),
                OutputFormatter.Format(NotebookOutput.Displayed, "<b>third</b>", "text/html"),
                new(NotebookOutput.Stream, "text/plain", "fourth"),
                new(NotebookOutput.Result, "text/plain", "fifth"),
            },
            outputs.ToArray());
    }

    [TestMethod]
    public async Task Cells_continue_each_other()
    {
        Assert.IsEmpty(await _runner.RunAsync("using System.IO; int Twice(int x) => 2 * x; var three = 3;"));
        var output = (await _runner.RunAsync("Path.Combine(\"a\", $\"{Twice(three)}\")")).Single();
        Assert.AreEqual(Path.Combine("a", "6"), output.Text);
    }

    [TestMethod]
    public void A_reference_to_the_build_is_taken_from_the_build_under_test()
    {
        var reference = new BuildReferenceResolver(NotebookFolder.Path).ResolveReference(
            "../artifacts/bin/ActReg.MLNet/release/ActReg.MLNet.dll", null, MetadataReferenceProperties.Assembly).Single();
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        Assert.AreEqual(
            Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "ActReg.MLNet", configuration, "ActReg.MLNet.dll")),
            reference.FilePath);
    }

    [TestMethod]
    public async Task A_reference_to_what_is_not_built_fails()
    {
        var error = await Assert.ThrowsExactlyAsync<CompilationErrorException>(
            () => _runner.RunAsync("#r \"../artifacts/bin/ActReg.MLNet/release/Missing.dll\""));
        Assert.Contains("Missing.dll", error.Message);
    }
}
