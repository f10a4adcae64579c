using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>The columns that intervals are made of, and those that they are put into.</summary>
/// <param name="Score">A number, or several, of which the first and the last are bounds.</param>
/// <param name="LowerBound">The interval's lower bound.</param>
/// <param name="UpperBound">The interval's upper bound.</param>
internal sealed record IntervalColumns(string Score, string LowerBound, string UpperBound)
{
    public void Save(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(Score);
        ctx.SaveNonEmptyString(LowerBound);
        ctx.SaveNonEmptyString(UpperBound);
    }

    public static IntervalColumns Load(ModelLoadContext ctx) => new(ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());

    /// <summary>The columns after the transform, as far as types tell.</summary>
    /// <exception cref="ArgumentException">The column of scores is missing, or is not of its type.</exception>
    public SchemaShape OutputSchemaShape(IExceptionContext host, SchemaShape inputSchema)
    {
        if (!inputSchema.TryFindColumn(Score, out var score))
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "score", Score);
        if (score.Kind == SchemaShape.Column.VectorKind.VariableVector || score.IsKey || score.ItemType != NumberDataViewType.Single)
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "score", Score, "Single or a known-size vector of Single", score.GetTypeString());
        var columns = inputSchema.ToDictionary(column => column.Name);
        foreach (var name in new[] { LowerBound, UpperBound })
            columns[name] = new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, isKey: false);
        return new SchemaShape(columns.Values);
    }

    /// <summary>The column of scores.</summary>
    /// <exception cref="ArgumentException">It is missing, or is not of its type.</exception>
    public DataViewSchema.Column FindScore(IExceptionContext host, DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(Score) is not { } column)
            throw host.ExceptSchemaMismatch(nameof(schema), "score", Score);
        return column.Type == NumberDataViewType.Single || column.Type is VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType { RawType: var item } } && item == typeof(float)
            ? column : throw host.ExceptSchemaMismatch(nameof(schema), "score", Score, "Single or a known-size vector of Single", column.Type.ToString());
    }

    /// <summary>Reads the bounds of the row that a cursor is at, which are the same where it has one score.</summary>
    public static Func<(float Lower, float Upper)> Bounds(DataViewRow row, DataViewSchema.Column score)
    {
        if (score.Type is not VectorDataViewType)
        {
            var one = row.GetGetter<float>(score);
            return () =>
            {
                var value = default(float);
                one(ref value);
                return (value, value);
            };
        }

        var several = row.GetGetter<VBuffer<float>>(score);
        var values = default(VBuffer<float>);
        return () =>
        {
            several(ref values);
            return (values.GetItemOrDefault(0), values.GetItemOrDefault(values.Length - 1));
        };
    }
}
