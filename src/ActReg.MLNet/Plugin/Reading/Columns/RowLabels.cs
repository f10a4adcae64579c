using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads the labels of the row that a cursor is at.</summary>
/// <param name="count">The labels per row.</param>
internal abstract class RowLabels(int count)
{
    private readonly float[] _values = new float[count];

    /// <summary>The row's, once they have been read.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The rows that the cursor itself leaves out.</summary>
    public virtual long SkippedCount => 0;

    /// <summary>Those of a column of <see cref="float"/>, or of a vector of <see cref="float"/> or <see cref="bool"/>.</summary>
    /// <param name="row">The row that a cursor is at.</param>
    /// <param name="column">The column.</param>
    public static RowLabels Of(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType { ItemType: BooleanDataViewType, Size: var size } => new LabelVector<bool>(row, column, size, value => value ? 1 : 0),
        VectorDataViewType { Size: var size } => new LabelVector<float>(row, column, size, value => value),
        _ => new LabelNumber(row.GetGetter<float>(column)),
    };

    /// <summary>Reads the row's; <see langword="false"/> where one is missing or infinite.</summary>
    /// <exception cref="InvalidOperationException">The row has another number of labels than the column's type says.</exception>
    public bool Read()
    {
        Fill(_values);
        return FiniteValues.AreAll(_values);
    }

    private protected abstract void Fill(Span<float> values);
}

/// <summary>Of rows whose targets are their own features.</summary>
internal sealed class NoLabels() : RowLabels(0)
{
    private protected override void Fill(Span<float> values)
    {
    }
}

/// <summary>One number.</summary>
/// <param name="getter">Reads it.</param>
internal sealed class LabelNumber(ValueGetter<float> getter) : RowLabels(1)
{
    private protected override void Fill(Span<float> values) => getter(ref values[0]);
}

/// <summary>A vector of labels.</summary>
/// <typeparam name="T">What they are.</typeparam>
/// <param name="row">The row that the cursor is at.</param>
/// <param name="column">The labels' column.</param>
/// <param name="count">The labels per row.</param>
/// <param name="toNumber">A label as a number.</param>
internal sealed class LabelVector<T>(DataViewRow row, DataViewSchema.Column column, int count, Func<T, float> toNumber) : RowLabels(count)
{
    private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(column);
    private readonly T[] _items = new T[count];
    private VBuffer<T> _labels;

    private protected override void Fill(Span<float> values)
    {
        _getter(ref _labels);
        FeatureColumn.CheckLength(_labels, values.Length, column.Name);
        _labels.CopyTo(_items);
        for (var i = 0; i < values.Length; i++)
            values[i] = toNumber(_items[i]);
    }
}
