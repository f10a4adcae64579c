using System.Diagnostics;
using System.Text;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Commands of the .NET SDK and programs, as a user runs them in a folder.</summary>
internal static class SdkProcess
{
    /// <summary>The SDK that runs the tests.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Not started yet; its output is for its starter to read.</summary>
    public static Process Create(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What runs this test may have set these for its own build.
        var ofBuilds = start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (var variable in ofBuilds.ToList())
            start.Environment.Remove(variable);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Networks here are tiny, and threads that wait for each other are slow on a busy machine.
        start.Environment["OMP_NUM_THREADS"] = "1";
        return new Process { StartInfo = start };
    }

    /// <summary>Runs it to its end; its output is what it wrote, errors included.</summary>
    public static (int ExitCode, string Output) Run(Process process)
    {
        var output = new StringBuilder();
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not end: {output}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            // Null marks a stream's end, which may come before the other stream's first line.
            if (line.Data == null)
                return;
            lock (output)
                output.AppendLine(line.Data);
        }
    }
}
