using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>Data to choose defaults on, in as many draws as wanted.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="TrainRows">How many rows there are to train on, if nothing else is asked for.</param>
/// <param name="MostTrainRows">How many there can be.</param>
/// <param name="DrawRows">The split of a draw, which its number determines, with as many rows to train on.</param>
internal sealed record TuningTask(string Name, TaskKind Task, int TrainRows, int MostTrainRows, Func<int, int, Split> DrawRows)
{
    /// <summary>Rows to score on: enough that their own noise does not matter.</summary>
    private const int GeneratedTestRows = 2000;

    public Split Draw(int draw) => DrawRows(draw, TrainRows);

    /// <summary>New rows in each draw.</summary>
    public static TuningTask Generated(string name, TaskKind task, int trainRows, Func<int, RandomState, DataSet> generate) =>
        new(name, task, trainRows, int.MaxValue, (draw, rows) => Split.Of(
            generate(rows + GeneratedTestRows, new RandomState((uint)draw + 1)), row => row >= rows));

    /// <summary>
    /// A file's rows, of which each draw holds another fifth out; five draws hold out each row once. Fewer rows to train on are the
    /// others' first, in an order that the draw determines.
    /// </summary>
    public static TuningTask File(TuningTable table)
    {
        var data = new Lazy<DataSet>(table.Load);
        var trainRows = new Lazy<int>(() => data.Value.Count * (Folds.PerRepeat - 1) / Folds.PerRepeat);
        return new(table.Name, table.Task, int.MaxValue, table.Exists ? trainRows.Value : 0, (draw, rows) =>
        {
            var foldOf = Folds.Drawn(data.Value.Count, draw / Folds.PerRepeat);
            var split = Split.Of(data.Value, row => foldOf[row] == draw % Folds.PerRepeat);
            if (rows >= split.Train.Count)
                return split;
            var order = Enumerable.Range(0, split.Train.Count).ToArray();
            new RandomState((uint)draw + 1).Shuffle(order.AsSpan());
            return split with { Train = split.Train.Rows(order[..rows]) };
        });
    }
}
