using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>Data to choose defaults on, in as many draws as wanted.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Draw">The split of a draw, which its number determines.</param>
internal sealed record TuningTask(string Name, TaskKind Task, Func<int, Split> Draw)
{
    /// <summary>Rows to score on: enough that their own noise does not matter.</summary>
    private const int GeneratedTestRows = 2000;

    /// <summary>New rows in each draw.</summary>
    public static TuningTask Generated(string name, TaskKind task, int trainRows, Func<int, RandomState, DataSet> generate) =>
        new(name, task, draw => Split.Of(
            generate(trainRows + GeneratedTestRows, new RandomState((uint)draw + 1)), row => row >= trainRows));

    /// <summary>A file's rows, of which each draw holds another fifth out; five draws hold out each row once.</summary>
    public static TuningTask File(TuningTable table)
    {
        var data = new Lazy<DataSet>(table.Load);
        return new(table.Name, table.Task, draw =>
        {
            var foldOf = Folds.Drawn(data.Value.Count, draw / Folds.PerRepeat);
            return Split.Of(data.Value, row => foldOf[row] == draw % Folds.PerRepeat);
        });
    }
}
