using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A column of a row group as texts: numbers and times in the invariant culture, nothing where there is no value.</summary>
internal static class ParquetCells
{
    private const string Time = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    /// <exception cref="TableException">Values of the column's type are none of a table.</exception>
    public static Task<string[]> Read(ParquetRowGroupReader rows, DataField field, int count) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.String => ReadTexts(rows, field, count),
        TypeCode.Double => Read<double>(rows, field, count, Formatted),
        TypeCode.Single => Read<float>(rows, field, count, Formatted),
        TypeCode.Decimal => Read<decimal>(rows, field, count, Formatted),
        TypeCode.SByte => Read<sbyte>(rows, field, count, Formatted),
        TypeCode.Byte => Read<byte>(rows, field, count, Formatted),
        TypeCode.Int16 => Read<short>(rows, field, count, Formatted),
        TypeCode.UInt16 => Read<ushort>(rows, field, count, Formatted),
        TypeCode.Int32 => Read<int>(rows, field, count, Formatted),
        TypeCode.UInt32 => Read<uint>(rows, field, count, Formatted),
        TypeCode.Int64 => Read<long>(rows, field, count, Formatted),
        TypeCode.UInt64 => Read<ulong>(rows, field, count, Formatted),
        TypeCode.Boolean => Read<bool>(rows, field, count, value => value ? "true" : "false"),
        TypeCode.DateTime => Read<DateTime>(rows, field, count, value => value.ToString(Time, CultureInfo.InvariantCulture)),
        _ when field.ClrType == typeof(ReadOnlyMemory<char>) => ReadTexts(rows, field, count),
        _ when field.ClrType == typeof(DateOnly) => Read<DateOnly>(rows, field, count, value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ when field.ClrType == typeof(TimeOnly) => Read<TimeOnly>(rows, field, count, value => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        _ when field.ClrType == typeof(TimeSpan) => Read<TimeSpan>(rows, field, count, value => value.ToString("c", CultureInfo.InvariantCulture)),
        _ when field.ClrType == typeof(Guid) => Read<Guid>(rows, field, count, value => value.ToString("D", CultureInfo.InvariantCulture)),
        _ => throw new TableException($"Column '{field.Name}' of the Parquet file must be of numbers, texts, Booleans or times; received {field.ClrType.Name}."),
    };

    private static async Task<string[]> ReadTexts(ParquetRowGroupReader rows, DataField field, int count)
    {
        var values = new string?[count];
        await rows.ReadAsync(field, values!);
        return [.. values.Select(value => value ?? "")];
    }

    private static async Task<string[]> Read<T>(ParquetRowGroupReader rows, DataField field, int count, Func<T, string> write)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[count];
            await rows.ReadAsync<T>(field, values.AsMemory());
            return [.. values.Select(value => value is { } present ? write(present) : "")];
        }
        else
        {
            var values = new T[count];
            await rows.ReadAsync<T>(field, values.AsMemory());
            return [.. values.Select(write)];
        }
    }

    private static string Formatted<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
