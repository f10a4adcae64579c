using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.NotebookTests;

/// <summary>Runs a notebook in a process of its own, which, like the kernel's, knows nothing of the plugin until a cell references it.</summary>
internal static class NotebookProcess
{
    // Beside the tests' own folder: there it has its own list of dependencies.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "ActReg.MLNet.NotebookRunner",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "ActReg.MLNet.NotebookRunner.dll"));

    /// <summary>Runs all cells and writes the notebook with the outputs they give now to another file.</summary>
    /// <returns>How long each cell took.</returns>
    /// <exception cref="AssertFailedException">A cell failed; the message says which and why.</exception>
    public static string Run(string notebook, string result)
    {
        using var process = SdkProcess.Create(AppContext.BaseDirectory, SdkProcess.Dotnet, [Program, notebook, result, Feed.Folder, Feed.Version]);
        var (exitCode, output) = SdkProcess.Run(process);
        Assert.AreEqual(0, exitCode, output);
        return output;
    }
}
