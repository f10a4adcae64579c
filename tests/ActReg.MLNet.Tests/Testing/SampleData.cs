using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Small data of each task, with what trips cursors up: sparse vectors, named slots, text, a missing value.</summary>
internal static class SampleData
{
    public const int FeatureCount = 3;
    private static readonly string[] SlotNames = ["length", "width", "height"];
    private const int RowCount = 150; // a cached view's cursors share out 64 at a time

    public static IDataView Binary(MLContext mlContext) => View(mlContext, i => new BinaryRow { Label = IsPositive(i) });

    public static IDataView Regression(MLContext mlContext) => View(mlContext, i => new RegressionRow { Label = Target(i) });

    /// <summary>The label is a key with key values.</summary>
    public static IDataView Multiclass(MLContext mlContext)
    {
        IDataView data = View(mlContext, i => new ClassRow { Label = $"class {i % 3}" });
        return mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }

    private static IDataView View<T>(MLContext mlContext, Func<int, T> label)
        where T : SampleRow
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(T));
        var names = new VBuffer<ReadOnlyMemory<char>>(FeatureCount, [.. SlotNames.Select(name => name.AsMemory())]);
        definition["Features"].AddAnnotation("SlotNames", names, new VectorDataViewType(TextDataViewType.Instance, FeatureCount));
        T[] rows = [.. Enumerable.Range(0, RowCount).Select(i => Filled(label(i), i))];
        return mlContext.Data.LoadFromEnumerable(rows, definition);
    }

    private static T Filled<T>(T row, int i)
        where T : SampleRow
    {
        row.Name = $"row {i}";
        row.Features = i % 4 == 0
            ? new VBuffer<float>(FeatureCount, 1, [Target(i)], [i % FeatureCount])
            : new VBuffer<float>(FeatureCount, [Target(i), -Target(i + 7), i == 5 ? float.NaN : 1 + i % 5]);
        return row;
    }

    private static float Target(int i) => MathF.Sin(i * 1.7f) + (IsPositive(i) ? 1 : 0);

    private static bool IsPositive(int i) => i % 3 == 1;

    private abstract class SampleRow
    {
        public string Name { get; set; } = "";

        [VectorType(FeatureCount)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class BinaryRow : SampleRow
    {
        public bool Label { get; set; }
    }

    private sealed class RegressionRow : SampleRow
    {
        public float Label { get; set; }
    }

    private sealed class ClassRow : SampleRow
    {
        public string Label { get; set; } = "";
    }
}
