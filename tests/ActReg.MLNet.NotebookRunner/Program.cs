using System.Diagnostics;
using ActReg.MLNet.NotebookRunner;

if (args is not [var notebookPath, var resultPath, var feed, var version])
{
    Console.Error.WriteLine("Usage: ActReg.MLNet.NotebookRunner NOTEBOOK RESULT FEED VERSION: runs the notebook with the packages of this version in the folder FEED, and writes it with its new outputs to RESULT.");
    return 2;
}

var notebook = NotebookFile.Read(notebookPath);
// The kernel runs in the notebook's folder.
var result = Path.GetFullPath(resultPath);
Directory.SetCurrentDirectory(notebook.Folder);
var errors = Console.Error;
// Not disposed of: what finalizers call of native libraries is found by the kernel only.
var runner = new CellRunner();
int executionCount = 0;
foreach (var cell in notebook.CodeCells)
{
    var watch = Stopwatch.StartNew();
    try
    {
        cell.SetOutputs(await runner.RunAsync(PackageLines.Replace(cell.Source, feed, version)), ++executionCount);
    }
    catch (CellFailedException error)
    {
        errors.WriteLine($"{notebook.Name}, cell {cell.Number}, failed: {error.Message}\n{cell.Source}");
        return 1;
    }

    errors.WriteLine($"{notebook.Name}, cell {cell.Number}: {watch.Elapsed.TotalSeconds:F1} s");
}

notebook.Save(result);
return 0;
