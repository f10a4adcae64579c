using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads labels.</summary>
internal static class LabelColumn
{
    /// <summary>The classes that labels of a column are of; 0 where they are numbers.</summary>
    /// <exception cref="ArgumentException">The column is not of the task's type.</exception>
    public static int ClassCount(DataViewSchema.Column column, LabelKind kind)
    {
        var (fits, rule) = kind switch
        {
            LabelKind.Boolean => (column.Type is BooleanDataViewType, "must be Boolean"),
            LabelKind.Key => (column.Type is KeyDataViewType { Count: > 0 and <= int.MaxValue }, "must be a key with a known number of values, which MapValueToKey makes"),
            _ => (column.Type == NumberDataViewType.Single, "must be Single"),
        };
        if (!fits)
            throw new ArgumentException(Rule.Broken($"column \"{column.Name}\"", rule, column.Type));
        return kind switch
        {
            LabelKind.Boolean => 2,
            LabelKind.Key => (int)((KeyDataViewType)column.Type).Count,
            _ => 0,
        };
    }

    /// <summary>What reads a label of the row that a cursor is at: a class's index, or a number; NaN where it is missing.</summary>
    public static Func<float> Getter(DataViewRow cursor, DataViewSchema.Column column) => column.Type switch
    {
        BooleanDataViewType => Getter<bool>(cursor, column, value => value ? 1 : 0),
        KeyDataViewType { RawType: var raw } when raw == typeof(byte) => Getter<byte>(cursor, column, value => Index(value)),
        KeyDataViewType { RawType: var raw } when raw == typeof(ushort) => Getter<ushort>(cursor, column, value => Index(value)),
        KeyDataViewType { RawType: var raw } when raw == typeof(uint) => Getter<uint>(cursor, column, value => Index(value)),
        KeyDataViewType => Getter<ulong>(cursor, column, Index),
        _ => Getter<float>(cursor, column, value => float.IsFinite(value) ? value : float.NaN),
    };

    private static Func<float> Getter<T>(DataViewRow cursor, DataViewSchema.Column column, Func<T, float> convert)
    {
        var getter = cursor.GetGetter<T>(column);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    // Keys count from 1; 0 is a missing one.
    private static float Index(ulong key) => key == 0 ? float.NaN : key - 1;
}
