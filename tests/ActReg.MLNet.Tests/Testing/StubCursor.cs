using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A cursor around another, to make one thing wrong at a time.</summary>
internal sealed class StubCursor(DataViewRowCursor inner) : DataViewRowCursor
{
    /// <summary>Turns one column's getter into another; other columns and types it returns as they are.</summary>
    public Func<DataViewSchema.Column, Delegate, Delegate>? GetterWith { get; init; }

    public ValueGetter<DataViewRowId>? IdGetter { get; init; }

    /// <summary>The schema of the view that the cursor is to pass for one of.</summary>
    public DataViewSchema SchemaAs { get; init; } = inner.Schema;

    public Action? OnDispose { get; init; }

    /// <summary>Called before each row, whether there is one or not; returns whether to look for it.</summary>
    public Func<bool>? BeforeMove { get; init; }

    public override long Position => inner.Position;

    public override long Batch => inner.Batch;

    public override DataViewSchema Schema => SchemaAs;

    public override bool MoveNext() => BeforeMove?.Invoke() != false && inner.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => IdGetter ?? inner.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = inner.GetGetter<TValue>(column);
        return GetterWith is null ? getter : (ValueGetter<TValue>)GetterWith(column, getter);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            OnDispose?.Invoke();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
