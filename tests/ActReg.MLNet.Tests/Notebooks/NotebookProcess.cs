using System.Diagnostics;

namespace ActReg.MLNet.Tests.Notebooks;

/// <summary>Runs a notebook in a process of its own, which, like the kernel's, knows nothing of the plugin until a cell references it.</summary>
internal static class NotebookProcess
{
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    // Beside the tests' own folder: there it has its own list of dependencies.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "ActReg.MLNet.NotebookRunner",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "ActReg.MLNet.NotebookRunner.dll"));

    /// <summary>Runs all cells and writes the notebook with the outputs they give now to another file.</summary>
    /// <exception cref="AssertFailedException">A cell failed; the message says which and why.</exception>
    public static async Task RunAsync(string notebook, string result)
    {
        var start = new ProcessStartInfo(Dotnet, [Program, notebook, result]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode, errors);
    }
}
