using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Data sets in memory.</summary>
internal static class Data
{
    /// <summary>Columns Features, Label and Weight.</summary>
    public static IDataView Binary(
        MLContext context, int featureCount, float[] features, bool[] labels, float[]? weights = null) =>
        Binary(context, featureCount, [.. labels.Select((label, i) => new BinaryRow
        {
            Features = features[(i * featureCount)..((i + 1) * featureCount)],
            Label = label,
            Weight = weights?[i] ?? 1,
        })]);

    /// <summary>Columns Features, Label, whether the target is above 0.5, and Weight.</summary>
    public static IDataView Binary(MLContext context, TrainingSet set) => Binary(
        context, set.FeatureCount, set.Features.ToArray(), [.. set.Targets.ToArray().Select(label => label > 0.5f)], set.Weights?.ToArray());

    /// <summary>Columns Features, Label and Weight, of rows that are asked for when they are read.</summary>
    public static IDataView Binary(MLContext context, int featureCount, IEnumerable<BinaryRow> rows)
    {
        var schema = SchemaDefinition.Create(typeof(BinaryRow));
        schema[nameof(BinaryRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, featureCount);
        return context.Data.LoadFromEnumerable(rows, schema);
    }

    /// <summary>Columns Features, Label and Weight.</summary>
    public static IDataView Regression(MLContext context, TrainingSet set)
    {
        var schema = SchemaDefinition.Create(typeof(RegressionRow));
        schema[nameof(RegressionRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, set.FeatureCount);
        return context.Data.LoadFromEnumerable(
            [.. set.Targets.ToArray().Select((label, i) => new RegressionRow
            {
                Features = set.Row(i).ToArray(),
                Label = label,
                Weight = set.Weight(i),
            })], schema);
    }

    internal sealed class BinaryRow
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Weight { get; set; }
    }

    internal sealed class RegressionRow
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; }
    }
}
