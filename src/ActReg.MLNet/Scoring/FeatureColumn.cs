using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads a features column.</summary>
internal static class FeatureColumn
{
    /// <summary>Every row's features; rows with a missing or infinite one are left out. Each value is valid until the next is asked for.</summary>
    /// <exception cref="ArgumentException">The column is missing, or is not a vector of <paramref name="size"/> <see cref="float"/>.</exception>
    public static IEnumerable<VBuffer<float>> Read(IDataView data, string name, int size)
    {
        var column = data.Schema.GetColumnOrNull(name)
            ?? throw new ArgumentException(Rule.Broken("featureColumnName", "must name a column of the data", $"\"{name}\""));
        if (column.Type is not VectorDataViewType { ItemType: NumberDataViewType item } vector || item != NumberDataViewType.Single || vector.Size != size)
            throw new ArgumentException(Rule.Broken($"column \"{name}\"", $"must be a vector of {size} Single", column.Type));
        return Read(data, column);
    }

    /// <summary>Whether every value is neither NaN nor infinite.</summary>
    public static bool IsFinite(in VBuffer<float> features)
    {
        foreach (var value in features.GetValues())
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    private static IEnumerable<VBuffer<float>> Read(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var features = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref features);
            if (IsFinite(features))
                yield return features;
        }
    }
}
