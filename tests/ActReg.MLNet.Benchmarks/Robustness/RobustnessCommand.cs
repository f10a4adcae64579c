using System.CommandLine;
using System.Diagnostics;
using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Defaults;
using ActReg.MLNet.Benchmarks.Methods;

namespace ActReg.MLNet.Benchmarks.Robustness;

/// <summary><c>robustness</c>: whether the defaults suit any shape, number of epochs and number of rows.</summary>
internal static class RobustnessCommand
{
    private static readonly int[][] Shapes = [[16], [32], [64, 64], [256]];
    private static readonly int[] Epochs = [20, 50, 100, 200];
    private static readonly int[] Rows = [100, 1000, 10000];

    public static Command Create()
    {
        var rows = OptionValues.Names("--rows", "Rows to train on.", [.. Rows.Select(count => $"{count}")]);
        var tasks = OptionValues.Pattern("--tasks", "Only the tasks whose name this regular expression finds.");
        var trainings = OptionValues.Pattern("--trainings", "Only the ways to train whose name this regular expression finds.", "by default");
        var draws = OptionValues.WholeNumber("--draws", "Draws of each task.", 1, 1, 1000);
        var json = OptionValues.Json();
        var command = new Command("robustness", "Trains networks of some shapes for some epochs on some rows, and tells how far each is behind the best.")
        {
            rows, tasks, trainings, draws, json,
        };
        command.SetAction(arguments =>
        {
            var results = new List<GridScores>();
            var console = Consoles.Output();
            foreach (var count in arguments.GetRequiredValue(rows).Select(int.Parse))
            {
                var own = TuningTasks.All.Where(task => task.MostTrainRows >= count && arguments.GetRequiredValue(tasks).IsMatch(task.Name)).ToArray();
                foreach (var training in Training.All.Where(training => arguments.GetRequiredValue(trainings).IsMatch(training.Name)))
                {
                    var watch = Stopwatch.StartNew();
                    var scores = Scores(training, own, count, arguments.GetValue(draws));
                    results.Add(scores);
                    Console.Error.WriteLine($"{count} rows, {training.Name}: {watch.Elapsed.TotalSeconds:0} s");
                }
            }
            foreach (var count in results.GroupBy(scores => scores.Rows))
            {
                console.Profile.Out.Writer.WriteLine($"{count.Key} rows, {count.First().Tasks.Count} tasks, {arguments.GetValue(draws)} draws: mean accuracy or R² (R² at least -1)");
                console.Write(GridTable.Create([.. count]));
            }
            if (arguments.GetValue(json) is { } file)
                ResultFile.Write(file, results);
        });
        return command;
    }

    private static GridScores Scores(Training training, IReadOnlyList<TuningTask> tasks, int rows, int draws)
    {
        Cell[] cells = [.. from shape in Shapes from epochs in Epochs select new Cell(string.Join('-', shape), epochs)];
        var byTask = new Dictionary<string, double[]>();
        foreach (var task in tasks)
        {
            Split[] splits = [.. Enumerable.Range(0, draws).Select(draw => task.DrawRows(draw, rows).Standardized())];
            var scores = new double[cells.Length];
            Parallel.For(0, cells.Length, index => scores[index] = splits.Select((split, draw) => Score(task.Task, training, index, split, draw)).Average());
            byTask[task.Name] = scores;
        }
        return new(training.Name, rows, cells, byTask);
    }

    private static double Score(TaskKind task, Training training, int index, Split split, int draw)
    {
        var options = new ActivityRegularizedMlpOptions
        {
            Layers = [.. Shapes[index / Epochs.Length].Select(units => Layer.Dense(units, Activation.Relu))],
            Epochs = Epochs[index % Epochs.Length],
        };
        training.Options(options, split.Train.Count, options.Epochs);
        var method = new Method(training.Name, task, mlContext => OurMethods.WithOptions[task](mlContext, options));
        // One that has not learned anything yet should not outweigh all other tasks.
        return Math.Max(-1, method.Measure(split, draw + 1).Score);
    }
}
