using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Plotting;

/// <summary>The first rows of a data view as text; no more rows are read than are shown.</summary>
internal static class DataViewHead
{
    private const int MostColumns = 30;
    private const int MostValues = 4;
    private const int MostCharacters = 60;

    private static readonly MethodInfo AnyVector = ((Delegate)Vector<float>).Method.GetGenericMethodDefinition();

    public static string Html(IDataView data, int rowCount)
    {
        // What another column of the same name hides is nothing that a user can get at.
        DataViewSchema.Column[] columns = [.. data.Schema.Where(column => !column.IsHidden)];
        DataViewSchema.Column[] shown = [.. columns.Take(MostColumns)];
        string[][] rows = [.. data.Preview(rowCount).RowView.Select(row => (string[])[.. shown.Select(column => Text(row.Values[column.Index].Value))])];
        return HtmlTable.Of(
            Title(rows.Length, data.GetRowCount()),
            [.. shown.Select(column => column.Name)],
            [.. shown.Select(column => Excerpt.Of(column.Type.ToString()!, MostCharacters))],
            rows,
            column => shown[column].Type is NumberDataViewType,
            columns.Length > MostColumns ? [string.Create(CultureInfo.InvariantCulture, $"... and {columns.Length - MostColumns} columns more.")] : []);
    }

    private static string Title(int shown, long? all) =>
        all == shown ? Quantity.Rows(shown) : all != null ? $"First {shown} of {Quantity.Rows(all.Value)}" : $"First {Quantity.Rows(shown)}";

    private static string Text(object? value) => value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(VBuffer<>)
        ? (string)AnyVector.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [value])! : Scalar(value);

    private static string Vector<T>(VBuffer<T> vector) =>
        $"[{string.Join(", ", vector.DenseValues().Take(MostValues).Select(value => Scalar(value)))}{(vector.Length > MostValues ? ", ..." : "")}]";

    private static string Scalar(object? value) => Excerpt.Of(
        value switch
        {
            null => "",
            float number => number.ToString("G5", CultureInfo.InvariantCulture),
            double number => number.ToString("G5", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        },
        MostCharacters);
}
