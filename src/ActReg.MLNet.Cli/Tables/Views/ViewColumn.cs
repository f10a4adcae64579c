using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A column of a view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Source">The place in the file; <see langword="null"/> where no row has a value.</param>
internal sealed record ViewColumn(string Name, ColumnKind Kind, int? Source)
{
    public DataViewSchema.Annotations? Annotations { get; init; }

    /// <summary>Numbers are what they are, Booleans the numbers 1 and 0, since ML.NET's own have no missing one; all else is text: labels too, but where they are to be computed with.</summary>
    public DataViewType Type { get; init; } = TypeOf(Kind);

    /// <returns>What is wrong with a cell; or <see langword="null"/>.</returns>
    public string? Problem(string cell, NumberNotation numbers) =>
        // Models of earlier versions and of other programs take ML.NET's Booleans.
        Type is BooleanDataViewType && Cell.IsMissing(cell)
            ? $"'{cell.Trim()}' is neither true nor false, yes nor no" : CellRules.Problem(Kind == ColumnKind.Label && Type is NumberDataViewType ? ColumnKind.Number : Kind, cell, numbers);

    private static PrimitiveDataViewType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number or ColumnKind.Boolean => NumberDataViewType.Single,
        _ => TextDataViewType.Instance,
    };
}
