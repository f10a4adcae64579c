using System.Diagnostics;
using System.Globalization;
using ActReg.MLNet.Benchmarks.Speed.Measuring;

namespace ActReg.MLNet.Benchmarks.Speed.Children;

/// <summary>A fresh process of this program that does one thing and writes one number.</summary>
internal static class Child
{
    public const string Command = "child";

    /// <summary>The number, and the seconds from the process's start to its end.</summary>
    /// <param name="name">Of <see cref="ChildCommand"/>.</param>
    /// <param name="environment">Variables that it gets beside this process's own.</param>
    /// <exception cref="InvalidOperationException">It failed; what it said is on standard error.</exception>
    public static (double Number, double WallSeconds) Run(string name, params (string Name, string Value)[] environment)
    {
        var number = double.NaN;
        var seconds = Timing.WallOf(() =>
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, name]) { RedirectStandardOutput = true };
            foreach (var variable in environment)
                start.Environment[variable.Name] = variable.Value;
            using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"'{Command} {name}' ended with exit code {process.ExitCode}.");
            number = double.Parse(output, CultureInfo.InvariantCulture);
        });
        return (number, seconds);
    }
}
