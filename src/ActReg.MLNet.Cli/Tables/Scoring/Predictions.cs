using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a model tells of a row, as cells.</summary>
internal sealed class Predictions
{
    private readonly List<DataViewSchema.Column> _columns;
    private readonly NumberNotation _numbers;

    /// <param name="task">What the model tells; <see langword="null"/> where it is not known.</param>
    /// <param name="scored">What the model makes of rows.</param>
    /// <param name="input">The columns that it was given, which may have the same names.</param>
    /// <param name="table">The table, whose columns the cells come after.</param>
    public Predictions(TableTask? task, DataViewSchema scored, DataViewSchema input, DataFile table)
    {
        _numbers = table.Numbers;
        // A column that the model adds hides one of the same name that it was given.
        _columns = [.. Told(task).Where(name => Count(scored, name) > Count(input, name)).Select(name => scored[name])];
        var (names, renamed) = (new List<string>(), new Dictionary<string, string>());
        foreach (var name in _columns.SelectMany(Names))
        {
            names.Add(Free(name, [.. table.Columns, .. names]));
            if (names[^1] != name)
                renamed[name] = names[^1];
        }

        (Header, Renamed) = (names, renamed);
    }

    public IReadOnlyList<DataViewSchema.Column> Columns => _columns;

    /// <summary>The names of the cells. Where the table has a column of the same name, this one's ends in an underscore.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The names that are others than the model's.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; }

    /// <summary>What gives the cells of a cursor's row; <see langword="null"/> where a number is none.</summary>
    public Func<string[]?> Reader(DataViewRow row)
    {
        Func<string[]?>[] readers = [.. _columns.Select(column => Reader(row, column))];
        return () =>
        {
            var cells = new List<string>(Header.Count);
            foreach (var read in readers)
            {
                if (read() is not { } some)
                    return null;
                cells.AddRange(some);
            }

            return [.. cells];
        };
    }

    private static string[] Told(TableTask? task) => task switch
    {
        TableTask.Multiclass => ["PredictedLabel", "Score"],
        TableTask.Regression => ["Score"],
        _ => ["PredictedLabel", "Score", "Probability"],
    };

    private static int Count(DataViewSchema schema, string name) => schema.Count(column => column.Name == name);

    private Func<string[]?> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        switch (column.Type)
        {
            case VectorDataViewType:
                var getVector = row.GetGetter<VBuffer<float>>(column);
                var vector = default(VBuffer<float>);
                return () =>
                {
                    getVector(ref vector);
                    return Written([.. vector.DenseValues()]);
                };
            case NumberDataViewType:
                var getNumber = row.GetGetter<float>(column);
                var number = 0f;
                return () =>
                {
                    getNumber(ref number);
                    return Written([number]);
                };
            case BooleanDataViewType:
                var getBoolean = row.GetGetter<bool>(column);
                var boolean = false;
                return () =>
                {
                    getBoolean(ref boolean);
                    return [boolean ? "true" : "false"];
                };
            case KeyDataViewType:
                var getKey = row.GetGetter<uint>(column);
                var key = 0u;
                return () =>
                {
                    getKey(ref key);
                    return Written([key]);
                };
            default:
                var getText = row.GetGetter<ReadOnlyMemory<char>>(column);
                var text = default(ReadOnlyMemory<char>);
                return () =>
                {
                    getText(ref text);
                    return [text.ToString()];
                };
        }
    }

    private string[]? Written(float[] values) => Array.Exists(values, float.IsNaN) ? null : [.. values.Select(_numbers.Write)];

    private static IEnumerable<string> Names(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType ? ScoreClasses.Of(column).Select(name => $"{column.Name}.{name}") : [column.Name];

    private static string Free(string name, IReadOnlyCollection<string> taken) => taken.Contains(name) ? Free(name + "_", taken) : name;
}
