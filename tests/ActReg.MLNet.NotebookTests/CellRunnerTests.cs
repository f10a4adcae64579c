using ActReg.MLNet.NotebookRunner;

namespace ActReg.MLNet.NotebookTests;

[TestClass]
public sealed class CellRunnerTests : IDisposable
{
    private readonly CellRunner _runner = new();

    public void Dispose() => _runner.Dispose();

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
                outputs[2],
                new(NotebookOutput.Stream, "text/plain", "fourth"),
                new(NotebookOutput.Result, "text/plain", "fifth"),
            },
            outputs.ToArray());
        Assert.AreEqual((NotebookOutput.Displayed, "text/html"), (outputs[2].Kind, outputs[2].MimeType));
        Assert.Contains("&lt;b&gt;third&lt;/b&gt;", outputs[2].Text);
    }

    [TestMethod]
    public async Task Cells_continue_each_other()
    {
        Assert.IsEmpty(await _runner.RunAsync("using System.IO; int Twice(int x) => 2 * x; var three = 3;"));
        var output = (await _runner.RunAsync("Path.Combine(\"a\", $\"{Twice(three)}\")")).Single();
        Assert.AreEqual(Path.Combine("a", "6"), output.Text);
    }

    [TestMethod]
    public async Task Text_that_is_written_bit_by_bit_is_one_output() =>
        Assert.AreEqual("1 2\n3", (await _runner.RunAsync("Console.Write(1); Console.WriteLine(\" 2\"); Console.Write(3);")).Single().Text);
}
