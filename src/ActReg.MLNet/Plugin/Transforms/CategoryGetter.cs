using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads features that are made of numbers and keys.</summary>
internal static class CategoryGetter
{
    /// <param name="row">The row that a cursor is at.</param>
    /// <param name="slots">What stands where.</param>
    /// <param name="bagMode">What becomes of vectors of keys.</param>
    public static ValueGetter<VBuffer<float>> Of(DataViewRow row, CategorySlots slots, BagMode bagMode)
    {
        Action<BufferBuilder<float>>[] parts = [.. slots.Sources.Select(source => Part(row, source, bagMode))];
        var builder = BufferBuilder<float>.CreateDefault();
        return (ref VBuffer<float> value) =>
        {
            builder.Reset(slots.Count, dense: false);
            foreach (var part in parts)
                part(builder);
            builder.GetResult(ref value);
        };
    }

    private static Action<BufferBuilder<float>> Part(DataViewRow row, CategorySource source, BagMode bagMode)
    {
        if (!source.IsKey)
            return source.Column.Type is VectorDataViewType ? Vector(row, source) : Number(row, source);
        var type = source.Column.Type.GetItemType().RawType;
        return type == typeof(byte) ? Keys<byte>(row, source, bagMode, key => key)
            : type == typeof(ushort) ? Keys<ushort>(row, source, bagMode, key => key)
            : type == typeof(uint) ? Keys<uint>(row, source, bagMode, key => key)
            : Keys<ulong>(row, source, bagMode, key => key);
    }

    private static Action<BufferBuilder<float>> Number(DataViewRow row, CategorySource source)
    {
        var getter = row.GetGetter<float>(source.Column);
        return builder =>
        {
            var value = default(float);
            getter(ref value);
            builder.AddFeature(source.First, value);
        };
    }

    private static Action<BufferBuilder<float>> Vector(DataViewRow row, CategorySource source)
    {
        var getter = row.GetGetter<VBuffer<float>>(source.Column);
        var values = default(VBuffer<float>);
        return builder =>
        {
            getter(ref values);
            FeatureColumn.CheckLength(values, source.Width, source.Column.Name);
            builder.AddFeatures(source.First, values);
        };
    }

    /// <param name="row">The row that a cursor is at.</param>
    /// <param name="source">The column.</param>
    /// <param name="bagMode">What becomes of vectors.</param>
    /// <param name="toNumber">A key as ML.NET keeps it: 0 where it is missing, then counted from 1.</param>
    private static Action<BufferBuilder<float>> Keys<T>(DataViewRow row, CategorySource source, BagMode bagMode, Func<T, ulong> toNumber)
    {
        if (!source.IsBag)
        {
            var one = row.GetGetter<T>(source.Column);
            return builder =>
            {
                var key = default(T)!;
                one(ref key);
                builder.AddFeature(Slot(key), 1);
            };
        }

        var several = row.GetGetter<VBuffer<T>>(source.Column);
        var keys = default(VBuffer<T>);
        return builder =>
        {
            several(ref keys);
            // Those that a sparse vector leaves out are missing.
            var missing = keys.Length - keys.GetValues().Length;
            if (missing > 0)
                builder.AddFeature(source.First, Counted(missing, keys.Length));
            foreach (var key in keys.GetValues())
                builder.AddFeature(Slot(key), Counted(1, keys.Length));
        };

        float Counted(int count, int all) => bagMode == BagMode.Sum ? count : (float)count / all;

        // One that is out of range is missing, as for ML.NET.
        int Slot(T key) => source.First + (toNumber(key) is var number && number < (ulong)source.Width ? (int)number : 0);
    }
}
