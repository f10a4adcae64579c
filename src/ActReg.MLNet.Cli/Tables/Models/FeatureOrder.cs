using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Which columns the features are made of, one after the other.</summary>
internal static class FeatureOrder
{
    /// <summary>The kinds of columns that have a flag where they are missing.</summary>
    public static IReadOnlyList<ColumnKind> Flagged { get; } = [ColumnKind.Number, ColumnKind.Boolean];

    private static readonly ColumnKind[] BeforeFlags = [ColumnKind.Number];

    private static readonly ColumnKind[] AfterFlags = [ColumnKind.Boolean, ColumnKind.Category, ColumnKind.Text];

    /// <summary>The column that says whether a number or a Boolean was missing. It is named so that who groups slots by what stands before the first point has it with its column.</summary>
    public static string FlagOf(string name, IReadOnlyCollection<string> columns)
    {
        var flag = $"{name}.Missing";
        while (columns.Contains(flag))
            flag += "_";
        return flag;
    }

    /// <summary>The columns to be joined, each with the column of the table that it comes from.</summary>
    /// <param name="columns">The columns that a model uses, by kind, in the table's order.</param>
    /// <param name="flags">Of the numbers and Booleans, those that have a flag, and its name.</param>
    public static IReadOnlyList<(string Part, string Column)> Of(ILookup<ColumnKind, string> columns, IEnumerable<(string Flag, string Column)> flags) =>
    [
        .. BeforeFlags.SelectMany(kind => columns[kind]).Select(name => (name, name)),
        .. flags.Select(flag => (flag.Flag, flag.Column)),
        .. AfterFlags.SelectMany(kind => columns[kind]).Select(name => (name, name)),
    ];

    /// <summary>The table's column of every slot of the features of a fitted pipeline.</summary>
    /// <param name="model">The pipeline.</param>
    /// <param name="output">The schema of what it makes of a table.</param>
    /// <returns>As many as the features have slots; or <see langword="null"/> of a pipeline that was made otherwise.</returns>
    public static IReadOnlyList<string>? OwnersOf(TableModel model, DataViewSchema output)
    {
        var kinds = model.Columns.Where(column => column.Kind != null).ToLookup(column => column.Kind!.Value, column => column.Name);
        string[] names = [.. model.Columns.Select(column => column.Name)];
        var flags = Flagged.SelectMany(kind => kinds[kind]).Select(name => (Flag: FlagOf(name, names), Column: name)).Where(flag => output.GetColumnOrNull(flag.Flag) != null);
        string[] owners = [.. Of(kinds, flags).SelectMany(part => Enumerable.Repeat(part.Column, Width(output[part.Part].Type)))];
        return owners.Length == Width(output[model.RequireLabel().Roles.Features].Type) ? owners : null;
    }

    private static int Width(DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;
}
