using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using TorchSharp;

namespace ActReg.MLNet.Benchmarks.Speed;

/// <summary><c>speed</c>: what must be fast or small, beside its peers.</summary>
internal static class SpeedCommand
{
    public static Command Create()
    {
        var names = string.Join(", ", Benchmarks.All.Select(benchmark => benchmark.Name));
        var only = OptionValues.Pattern("--only", $"Only the benchmarks whose name this regular expression finds. Of {names}.");
        var quick = new Option<bool>("--quick") { Description = "One repeat of little work each, to see that everything runs." };
        var markdown = new Option<string?>("--markdown") { Description = "File for the tables as Markdown.", HelpName = "FILE" };
        var json = OptionValues.Json();
        var command = new Command("speed", "Measures times and memory alternately with those of peers, and prints ratios.")
        {
            only, quick, markdown, json,
        };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(only), new(arguments.GetValue(quick)), arguments.GetValue(markdown),
            arguments.GetValue(json)));
        return command;
    }

    private static void Run(Regex only, BenchmarkSettings settings, string? markdownFile, string? jsonFile)
    {
        // For the whole process, and before anything is measured.
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
        var console = Consoles.Output();
        console.Profile.Out.Writer.WriteLine(Machine.Describe());
        var results = new List<NamedResult>();
        List<string> markdown = [Machine.Describe(), ""];
        foreach (var benchmark in Benchmarks.All.Where(benchmark => only.IsMatch(benchmark.Name)))
        {
            var watch = Stopwatch.StartNew();
            var result = Measure(benchmark, settings);
            results.Add(new(benchmark.Name, benchmark.Title, result));
            markdown.AddRange(ResultMarkdown.Lines(benchmark.Title, result));
            console.Profile.Out.Writer.WriteLine($"{benchmark.Name}: {benchmark.Title}; {watch.Elapsed.TotalSeconds:0} s");
            console.Write(ResultTable.Create(result));
            foreach (var note in result.Notes)
                console.Profile.Out.Writer.WriteLine("  " + note);
            console.Profile.Out.Writer.WriteLine();
        }

        if (markdownFile != null)
            File.WriteAllText(markdownFile, string.Join('\n', markdown));
        if (jsonFile != null)
            ResultFile.Write(jsonFile, results);
    }

    private static BenchmarkResult Measure(Benchmark benchmark, BenchmarkSettings settings)
    {
        var load = Machine.LoadAverage();
        var result = benchmark.Run(settings);
        return load == null ? result : result with
        {
            Notes = [.. result.Notes, $"Load average before it {load}, after it {Machine.LoadAverage()}."],
        };
    }

    private sealed record NamedResult(string Name, string Title, BenchmarkResult Result);
}
