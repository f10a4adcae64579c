using System.CommandLine;
using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>The options that say what a table's columns are, and what is to be told of its label.</summary>
internal sealed class KindOptions
{
    private const string ToldByLabel = "auto";

    private static readonly Dictionary<string, TableTask?> Tasks = new()
    {
        [ToldByLabel] = null,
        ["binary"] = TableTask.Binary,
        ["multiclass"] = TableTask.Multiclass,
        ["regression"] = TableTask.Regression,
    };

    private readonly Option<string> _task = OptionValues.Word("--task", "What to predict; auto goes by the label's values.", Tasks.Keys, ToldByLabel);

    private readonly Option<string?> _positive = OptionValues.Text("--positive", "Of two labels, the one that Probability is of.");

    private readonly Option<string[]> _numeric = OptionValues.Names("--numeric", "Columns that are numbers.");

    private readonly Option<string[]> _category = OptionValues.Names("--category", "Columns that are categories.");

    private readonly Option<string[]> _text = OptionValues.Names("--text", "Columns whose words are used, by their hashes.");

    private readonly Option<string[]> _ignore = OptionValues.Names("--ignore", "Columns to leave out.");

    /// <summary>All of them, in the order of the help.</summary>
    public Option[] All => [_task, _positive, _numeric, _category, _text, _ignore];

    /// <summary>What to predict; <see langword="null"/> for what the label's values say.</summary>
    public TableTask? Task(ParseResult arguments) => Tasks[arguments.GetRequiredValue(_task)];

    /// <summary>Of two labels the positive one; or <see langword="null"/>.</summary>
    public string? Positive(ParseResult arguments) => arguments.GetValue(_positive);

    /// <summary>What is said about columns.</summary>
    public KindChoices Choices(ParseResult arguments) => new()
    {
        Given = new Dictionary<ColumnKind, IReadOnlyList<string>>
        {
            [ColumnKind.Number] = arguments.GetValue(_numeric) ?? [],
            [ColumnKind.Category] = arguments.GetValue(_category) ?? [],
            [ColumnKind.Text] = arguments.GetValue(_text) ?? [],
            [ColumnKind.Ignored] = arguments.GetValue(_ignore) ?? [],
        },
    };
}
