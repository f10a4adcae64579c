using System.Diagnostics;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>The built <c>actreg</c>, run as a user runs it, in a temporary folder of its own.</summary>
internal sealed class ActregProcess : IDisposable
{
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "actreg.dll");

    public string Folder { get; } = Directory.CreateTempSubdirectory("actreg-").FullName;

    public string In(params string[] path) => Path.Combine([Folder, .. path]);

    public (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(Dotnet, [Program, .. arguments]);
        return End(process);
    }

    /// <summary>Runs it by a line of the shell's, in which <c>"$@"</c> is the command with its arguments.</summary>
    public (int ExitCode, string Output, string Error) RunInShell(string line, params string[] arguments)
    {
        using var process = Start("sh", ["-c", line, "sh", Dotnet, Program, .. arguments]);
        return End(process);
    }

    /// <summary>Runs it until it has written something, then sends it a signal: INT is what Ctrl+C sends.</summary>
    public (int ExitCode, string Output, string Error) RunAndSend(string signal, params string[] arguments)
    {
        // A test run in the background has Ctrl+C ignored, and its child processes too.
        using var process = Start("env", ["--default-signal=INT", Dotnet, Program, .. arguments]);
        process.StandardOutput.ReadLine();
        using (var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
            kill.WaitForExit();
        return End(process);
    }

    /// <summary>Runs it, and kills it at once when a file of its has so many bytes, or not at all if it ends before; nothing in it can tell.</summary>
    public void RunAndKill(string file, long bytes, params string[] arguments)
    {
        using var process = Start(Dotnet, [Program, .. arguments]);
        // Pipes that nobody reads would hold it up.
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(1)) && (!File.Exists(In(file)) || new FileInfo(In(file)).Length < bytes))
        {
        }

        process.Kill();
        process.WaitForExit();
        Task.WaitAll(output, error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static (int ExitCode, string Output, string Error) End(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("actreg does not end.");
        }

        return (process.ExitCode, output.Result, error.Result);
    }
}
