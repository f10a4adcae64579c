using System.Diagnostics;

namespace ActReg.MLNet.InterchangeTests;

/// <summary>Debian's Python, where it has a package.</summary>
internal static class Python
{
    private const string Program = "/usr/bin/python3";

    /// <summary>What a script writes; the test is inconclusive without the package.</summary>
    public static string Run(string package, string script, params string[] arguments)
    {
        if (!File.Exists(Program) || Start(["-c", $"import {package}"]).ExitCode != 0)
            Assert.Inconclusive($"{Program} has no {package}.");
        var (exitCode, output) = Start(["-c", script, .. arguments]);
        Assert.AreEqual(0, exitCode, output);
        return output;
    }

    private static (int ExitCode, string Output) Start(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
