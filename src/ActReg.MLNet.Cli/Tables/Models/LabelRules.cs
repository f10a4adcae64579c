using System.Globalization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What is to be told of a label, as its values and the command line say.</summary>
/// <param name="table">The table.</param>
/// <param name="column">The label.</param>
/// <param name="tally">Its values.</param>
internal sealed class LabelRules(DataFile table, string column, LabelTally tally)
{
    /// <summary>Whole numbers that occur less often are no classes.</summary>
    private const int RowsOfNumber = 5;

    private const int MostShown = 5;

    /// <param name="task">What is asked for; <see langword="null"/> for what the values say.</param>
    /// <param name="positive">The value that a probability is to be of; or <see langword="null"/>.</param>
    /// <exception cref="TableException">The values do not go with what is asked for.</exception>
    public TableLabel Label(TableTask? task, string? positive)
    {
        if (Different < 2)
            throw new TableException($"--label must name a column of at least two different values; '{column}' of {table.Name} has {Values()}.");
        var (told, reason) = task is { } asked ? (asked, "as asked for") : Infer();
        if (positive != null && told != TableTask.Binary)
            throw new TableException($"--positive is for two classes; '{column}' of {table.Name} has {Values()}, and the task is {told.ToString().ToLowerInvariant()}.");
        if (told != TableTask.Regression)
            CheckSpellings();
        var (classes, positiveReason) = told switch
        {
            TableTask.Binary => TwoClasses(positive),
            TableTask.Multiclass => (ManyClasses(), ""),
            _ => (Numbers(), ""),
        };
        return new(column, told, classes, ColumnRoles.Of(table.Columns, column)) { Reason = reason, PositiveReason = positiveReason };
    }

    /// <summary>The values, those that are one number counted once.</summary>
    private int Different => tally.NoNumber == null ? tally.Counts.Keys.Select(Number).Distinct().Count() : tally.Counts.Count;

    /// <summary>A model knows its classes by their texts.</summary>
    private void CheckSpellings()
    {
        if (tally.NoNumber != null || Ordered().GroupBy(Number).FirstOrDefault(same => same.Skip(1).Any()) is not { } number)
            return;
        var (one, other) = (number.First(), number.ElementAt(1));
        throw new TableException(
            $"{table.Name}, column '{column}': a class must be written in one way, since classes are told apart by their texts; '{one}' and '{other}' are the same number.");
    }

    private (TableTask Task, string Reason) Infer()
    {
        var count = Different;
        if (count == 2)
            return (TableTask.Binary, "the label has two different values");
        if (tally.NoNumber == null)
        {
            return tally.IsWhole && count <= MixedColumn.MostNumbers && tally.Count >= RowsOfNumber * count
                ? (TableTask.Multiclass, $"the label has {count} different whole numbers; --task regression would predict numbers")
                : (TableTask.Regression, "the label has many different numbers");
        }

        if (MixedColumn.IsAlmostAll(tally.Numbers) && (tally.Numbers.OtherMarks > 0 || count > MixedColumn.MostNumbers || count == tally.Count))
            throw new TableException($"{table.Name}, {tally.NoNumber.Value.Place}, column '{column}': {MixedColumn.Text(tally.Numbers)}; '--task multiclass' would take all for texts.");
        if (tally.IsTooMany || count == tally.Count)
            throw new TableException($"--label must name a column of numbers, or of texts of which each can occur again; '{column}' of {table.Name} has {Values()}.");
        return (TableTask.Multiclass, $"the label has {count} different texts");
    }

    private (string[] Classes, string Reason) TwoClasses(string? positive)
    {
        if (tally.Counts.Count != 2)
            throw new TableException($"--task binary must have a label of two different values; '{column}' of {table.Name} has {Values()}.");
        // The later one is the positive one.
        var (first, second) = Ordered() is [var low, var high] ? (low, high) : default;
        if (positive != null)
        {
            return positive == first ? ([second, first], "as asked for") : positive == second ? ([first, second], "as asked for")
                : throw new TableException($"--positive must be one of the label's values, '{first}' and '{second}'; received '{positive}'.");
        }

        if (Truth(first) is { } one && Truth(second) is { } other && one != other)
            return (one ? [second, first] : [first, second], "the one that says yes");
        return tally.Counts[first] == tally.Counts[second] ? ([first, second], "the later one, of values that are equally frequent")
            : (tally.Counts[first] < tally.Counts[second] ? [second, first] : [first, second], "the rarer one");
    }

    private string[] ManyClasses() => !tally.IsTooMany ? Ordered()
        : throw new TableException($"--task multiclass must have a label of at most {LabelTally.MostValues} different values; '{column}' of {table.Name} has {Values()}.");

    private string[] Numbers()
    {
        if (tally.NoNumber is { } wrong)
            throw new TableException($"{table.Name}, {wrong.Place}, column '{column}': {table.Numbers.Refusal(wrong.Value)}, which --task regression asks for.");
        return tally.Numbers.Singles.Text is not { } text ? [] : throw new TableException($"{table.Name}, column '{column}', the label, {text}.");
    }

    private static bool? Truth(string value) => value is "0" or "1" ? value == "1" : Cell.TryBoolean(value, out var truth) ? truth : null;

    /// <summary>In the order of the numbers, where they are numbers.</summary>
    private string[] Ordered() => [.. tally.Counts.Keys.OrderBy(Number).ThenBy(value => value, StringComparer.Ordinal)];

    private double Number(string value) => tally.NoNumber != null ? 0
        : table.Numbers.TryExact(value, out var exact) ? (double)exact : table.Numbers.TryParse(value, out var number) ? number : 0;

    private string Values()
    {
        var shown = string.Join(", ", Ordered().Take(MostShown).Select(value => $"'{value}'"));
        return tally.Counts.Count switch
        {
            0 => "none",
            _ when tally.IsTooMany => $"more than {LabelTally.MostValues}",
            > MostShown and var count => string.Create(CultureInfo.InvariantCulture, $"{count}: {shown} and others"),
            var count => string.Create(CultureInfo.InvariantCulture, $"{count}: {shown}"),
        };
    }
}
