using ActReg.MLNet.NotebookRunner;

namespace ActReg.MLNet.NotebookTests;

[TestClass]
public sealed class NotebookFileTests
{
    // The way Jupyter writes files.
    private const string Before = """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "a",
           "metadata": {},
           "source": [
            "# Größe <1>"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "b",
           "metadata": {
            "tolerance": 0.05
           },
           "outputs": [],
           "source": [
            "var x = 1;\n",
            "x"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    private const string After = """
           "execution_count": 1,
           "id": "b",
           "metadata": {
            "tolerance": 0.05
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "hello\n"
             ]
            },
            {
             "data": {
              "text/html": [
               "<p>\n",
               "1</p>"
              ]
             },
             "metadata": {},
             "output_type": "display_data"
            },
            {
             "data": {
              "text/plain": [
               "1"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            }
           ],
        """;

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("actreg-").FullName, "n.ipynb");

    [TestInitialize]
    public void Write() => File.WriteAllText(_path, Before);

    [TestCleanup]
    public void Delete() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [TestMethod]
    public void Reads_what_the_file_says()
    {
        var notebook = NotebookFile.Read(_path);
        Assert.AreEqual(".net-csharp", notebook.Kernel);
        Assert.HasCount(2, notebook.Cells);
        var cell = notebook.CodeCells.Single();
        Assert.AreEqual(2, cell.Number);
        Assert.AreEqual("var x = 1;\nx", cell.Source);
        Assert.AreEqual(0.05, cell.Tolerance);
        Assert.IsEmpty(cell.Outputs);
    }

    [TestMethod]
    public void Saving_changes_outputs_alone()
    {
        NotebookFile.Read(_path).Save(_path);
        Assert.AreEqual(Before, File.ReadAllText(_path));

        NotebookOutput[] outputs =
        [
            NotebookOutput.Console("hello\n"),
            new(NotebookOutput.Displayed, "text/html", "<p>\n1</p>"),
            new(NotebookOutput.Result, "text/plain", "1"),
        ];
        var notebook = NotebookFile.Read(_path);
        notebook.CodeCells.Single().SetOutputs(outputs, executionCount: 1);
        notebook.Save(_path);
        Assert.AreEqual(WithOutputs(Before), File.ReadAllText(_path));
        CollectionAssert.AreEqual(outputs, NotebookFile.Read(_path).CodeCells.Single().Outputs.ToArray());
    }

    private static string WithOutputs(string before)
    {
        int start = before.IndexOf("   \"execution_count\"", StringComparison.Ordinal);
        int end = before.IndexOf("   \"source\"", start, StringComparison.Ordinal);
        return before[..start] + After + "\n" + before[end..];
    }
}
