using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ActReg.MLNet.Benchmarks.Methods;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary><c>defaults</c>: candidates for the trainers' defaults, on data kept for choosing them.</summary>
internal static class DefaultsCommand
{
    public static Command Create()
    {
        string[] known = [.. TuningTasks.All.Where(CanRun).Select(task => task.Name)];
        var tasks = OptionValues.Names("--tasks", "Tasks.", known);
        var candidates = OptionValues.Pattern("--candidates", "Only the candidates whose name this regular expression finds.");
        var draws = OptionValues.WholeNumber("--draws", "Draws of each task, which every candidate trains on.", 5, 1, 1000);
        var parallel = OptionValues.WholeNumber("--parallel", "Trainings at a time.", Environment.ProcessorCount, 1, 1024);
        var json = OptionValues.Json();
        var command = new Command("defaults", "Ranks candidates for the trainers' defaults.")
        {
            tasks, candidates, draws, parallel, json,
        };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(tasks), arguments.GetRequiredValue(candidates), arguments.GetValue(draws),
            arguments.GetValue(parallel), arguments.GetValue(json)));
        return command;
    }

    private static bool CanRun(TuningTask task) => OurMethods.WithOptions.ContainsKey(task.Task);

    private static int Run(string[] taskNames, Regex pattern, int draws, int parallel, string? jsonFile)
    {
        Candidate[] candidates = [.. Candidates.All.Where(candidate => pattern.IsMatch(candidate.Name))];
        if (candidates.Length == 0)
        {
            Console.Error.WriteLine($"--candidates: no name matches '{pattern}'.");
            return 1;
        }
        var console = Consoles.Output();
        string[] names = [.. candidates.Select(candidate => candidate.Name)];
        var rankings = new Dictionary<string, IReadOnlyList<Ranking>>();
        var allLosses = new Dictionary<string, double[]>();
        foreach (var kind in TuningTasks.All.Where(task => taskNames.Contains(task.Name)).GroupBy(task => task.Task))
        {
            var losses = new Dictionary<string, double[]>();
            foreach (var task in kind)
            {
                var watch = Stopwatch.StartNew();
                var taskLosses = Tournament.Losses(task, candidates, draws, parallel);
                losses[task.Name] = allLosses[task.Name] = taskLosses;
                var range = $"losses {taskLosses.Min():0.0000} to {taskLosses.Max():0.0000}";
                Console.Error.WriteLine($"{task.Name}: {watch.Elapsed.TotalSeconds:0} s, {range}");
            }
            Show(kind.Key.ToString(), losses);
        }
        if (rankings.Count > 1)
            Show("All", allLosses);
        if (jsonFile != null)
            ResultFile.Write(jsonFile, rankings);
        return 0;

        void Show(string kind, Dictionary<string, double[]> losses)
        {
            rankings[kind] = Ranking.Of(names, losses);
            console.Profile.Out.Writer.WriteLine($"{kind}: {losses.Count} tasks x {draws} draws; loss is 1 - accuracy or 1 - R²");
            console.Write(RankingTable.Create(rankings[kind]));
        }
    }
}
