using System.Diagnostics;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The command line's case study, as users run it.</summary>
internal static class CaseStudyBenchmark
{
    private const int Repeats = 3;

    public static Benchmark Benchmark { get; } = new(
        "case-study", "actreg case-study after the build: 3 models x 30 repeats, tables and pictures, all cores, wall clock",
        Run);

    private static BenchmarkResult Run(BenchmarkSettings settings)
    {
        var output = Directory.CreateTempSubdirectory("case-study");
        try
        {
            var samples = Timing.Alternate(
                settings.IsQuick ? 1 : Repeats, warmUps: 1, [new("ours", () => Timing.WallOf(() => Study(output.FullName)))]);
            return new([new("the whole process", samples[0], Target: Target.AtMost(6))], []);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static void Study(string output)
    {
        // The build puts it beside this program's own folder.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "ActReg.MLNet.Cli", own.Name, "actreg");
        var start = new ProcessStartInfo(program, ["case-study", "--output", output]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
    }
}
