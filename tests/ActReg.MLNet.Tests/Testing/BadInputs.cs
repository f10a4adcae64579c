using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Makes inputs that are wrong in one way out of a good one; all are lazy and keep the other columns.</summary>
internal static class BadInputs
{
    public static IDataView WithoutColumn(IDataView data, string column) =>
        Apply(data, context => context.Transforms.DropColumns(column));

    /// <summary>The column's items converted by ML.NET, where it knows how: a key stays a key.</summary>
    public static IDataView WithColumnType(IDataView data, string column, DataKind type) =>
        Apply(data, context => context.Transforms.Conversion.ConvertType(column, outputKind: type));

    /// <summary>Another column's values, and type, under the column's name.</summary>
    public static IDataView WithColumnFrom(IDataView data, string column, string other) =>
        Apply(data, context => context.Transforms.CopyColumns(column, other));

    /// <summary>The column's values as keys.</summary>
    public static IDataView WithKeys(IDataView data, string column) =>
        Apply(data, context => context.Transforms.Conversion.MapValueToKey(column));

    /// <summary>A vector of Single cut, or padded with zeros, to another length.</summary>
    public static IDataView WithVectorLength(IDataView data, string column, int length) =>
        Map<VectorCell, VectorCell>(data, column, new VectorDataViewType(NumberDataViewType.Single, length), (from, to) =>
        {
            to.Value = new float[length];
            from.Value.AsSpan(0, Math.Min(length, from.Value.Length)).CopyTo(to.Value);
        });

    /// <summary>A vector of Single whose type does not say its length.</summary>
    public static IDataView WithVariableLength(IDataView data, string column) =>
        Map<VectorCell, VectorCell>(
            data, column, new VectorDataViewType(NumberDataViewType.Single), (from, to) => to.Value = [.. from.Value]);

    /// <summary>The first item of a vector of Single in the vector's place.</summary>
    public static IDataView WithScalar(IDataView data, string column) =>
        Map<VectorCell, ScalarCell>(data, column, NumberDataViewType.Single, (from, to) => to.Value = from.Value[0]);

    private static IDataView Map<TFrom, TTo>(IDataView data, string column, DataViewType type, Action<TFrom, TTo> map)
        where TFrom : class, new()
        where TTo : class, new() =>
        Apply(data, context => context.Transforms.CustomMapping(
            map, contractName: null, DefineCell<TFrom>(column, data.Schema[column].Type), DefineCell<TTo>(column, type)));

    private static SchemaDefinition DefineCell<T>(string column, DataViewType type)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(T));
        definition[0].ColumnName = column;
        definition[0].ColumnType = type;
        return definition;
    }

    private static IDataView Apply(IDataView data, Func<MLContext, IEstimator<ITransformer>> step) =>
        step(new MLContext()).Fit(data).Transform(data);

    private sealed class VectorCell
    {
        public float[] Value { get; set; } = [];
    }

    private sealed class ScalarCell
    {
        public float Value { get; set; }
    }
}
