using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Reads one column, whatever its type, as copies: scalars boxed, text as strings, vectors as dense arrays.</summary>
internal abstract class CellReader
{
    public static CellReader Of(DataViewRow row, DataViewSchema.Column column) =>
        Create(column.Type, GetterOf(typeof(DataViewRow), row, column));

    public static CellReader Of(DataViewSchema.Annotations annotations, DataViewSchema.Column column) =>
        Create(column.Type, GetterOf(typeof(DataViewSchema.Annotations), annotations, column));

    /// <summary>The value now, read into the buffer of the call before, as ML.NET's own loops do.</summary>
    public abstract object Read();

    /// <summary>The value now, read into a buffer of its own.</summary>
    public abstract HandedOutCell ReadIntoNewBuffer();

    private static Delegate GetterOf(Type ownerType, object owner, DataViewSchema.Column column) =>
        (Delegate)ownerType.GetMethod(nameof(DataViewRow.GetGetter))!
            .MakeGenericMethod(column.Type.RawType)
            .Invoke(owner, BindingFlags.DoNotWrapExceptions, null, [column], null)!;

    private static CellReader Create(DataViewType type, Delegate getter)
    {
        Type reader = type is VectorDataViewType vector
            ? typeof(VectorReader<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(ScalarReader<>).MakeGenericType(type.RawType);
        return (CellReader)Activator.CreateInstance(reader, getter)!;
    }

    private sealed class ScalarReader<T>(ValueGetter<T> getter) : CellReader
    {
        private T _buffer = default!;

        public override object Read()
        {
            getter(ref _buffer);
            return Copy(_buffer);
        }

        public override HandedOutCell ReadIntoNewBuffer()
        {
            T buffer = default!;
            getter(ref buffer);
            return new HandedOutCell(() => Copy(buffer));
        }

        private static object Copy(T value) => value is ReadOnlyMemory<char> text ? text.ToString() : value!;
    }

    private sealed class VectorReader<T>(ValueGetter<VBuffer<T>> getter) : CellReader
    {
        private VBuffer<T> _buffer;

        public override object Read()
        {
            getter(ref _buffer);
            return Copy(_buffer);
        }

        public override HandedOutCell ReadIntoNewBuffer()
        {
            VBuffer<T> buffer = default;
            getter(ref buffer);
            return new HandedOutCell(() => Copy(buffer));
        }

        private static Array Copy(VBuffer<T> vector)
        {
            T[] items = [.. vector.DenseValues()];
            return items is ReadOnlyMemory<char>[] texts ? Array.ConvertAll(texts, text => text.ToString()) : items;
        }
    }
}
