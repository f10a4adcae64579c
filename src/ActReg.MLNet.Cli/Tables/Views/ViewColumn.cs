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

    /// <summary>Numbers and Booleans are their own types of ML.NET's, all else is text: labels too, but where they are to be computed with.</summary>
    public DataViewType Type { get; init; } = TypeOf(Kind);

    /// <summary>What its cells must be: a label of numbers must have numbers.</summary>
    public ColumnKind CellKind => Type is NumberDataViewType ? ColumnKind.Number : Kind;

    private static PrimitiveDataViewType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => NumberDataViewType.Single,
        ColumnKind.Boolean => BooleanDataViewType.Instance,
        _ => TextDataViewType.Instance,
    };
}
