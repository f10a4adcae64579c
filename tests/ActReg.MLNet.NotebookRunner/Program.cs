using ActReg.MLNet.NotebookRunner;

if (args is not [var notebookPath, var resultPath])
{
    Console.Error.WriteLine("Usage: ActReg.MLNet.NotebookRunner NOTEBOOK RESULT: runs the notebook and writes it with its new outputs to RESULT.");
    return 2;
}

var notebook = NotebookFile.Read(notebookPath);
// The kernel runs in the notebook's folder, too.
Directory.SetCurrentDirectory(notebook.Folder);
var runner = new CellRunner(notebook.Folder);
int executionCount = 0;
foreach (var cell in notebook.CodeCells)
{
    try
    {
        cell.SetOutputs(await runner.RunAsync(cell.Source), ++executionCount);
    }
    catch (Exception error)
    {
        Console.Error.WriteLine($"{notebook.Name}, cell {cell.Number}, failed: {error.Message}\n{cell.Source}");
        return 1;
    }
}

notebook.Save(resultPath);
return 0;
