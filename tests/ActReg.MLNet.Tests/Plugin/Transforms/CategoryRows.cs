using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Rows of numbers, a category and words, and what makes keys of them.</summary>
internal static class CategoryRows
{
    /// <summary>Age, Sizes, City and Words with a Label; some cities are missing, some rows have no words.</summary>
    public static IDataView View(MLContext mlContext, params Row[] rows) => mlContext.Data.LoadFromEnumerable(rows);

    public static Row[] Some(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Row
        {
            Age = i % 7 == 3 ? 0 : i, Sizes = [i % 5, -i], City = i % 4 == 0 ? "" : $"city {i % 3}", Words = string.Join(' ', Enumerable.Range(0, i % 4).Select(k => $"w{(i + k * k) % 5}")), Label = i % 2 == 0,
        }),
    ];

    /// <summary>Keys in the columns CityKey, a key, and WordKeys, a vector of them.</summary>
    public static IEstimator<ITransformer> Keys(MLContext mlContext) => mlContext.Transforms.Conversion.MapValueToKey("CityKey", "City")
        .Append(mlContext.Transforms.Text.TokenizeIntoWords("Tokens", "Words"))
        .Append(mlContext.Transforms.Conversion.MapValueToKey("WordKeys", "Tokens"));

    public static float[][] Features(IDataView data) => [.. data.GetColumn<VBuffer<float>>("Features").Select(row => row.DenseValues().ToArray())];

    public static string[] SlotNames(DataViewSchema.Column column)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    internal sealed class Row
    {
        public float Age { get; set; }

        [VectorType(2)]
        public float[] Sizes { get; set; } = [0, 0];

        public string City { get; set; } = "";

        public string Words { get; set; } = "";

        public bool Label { get; set; }
    }
}
