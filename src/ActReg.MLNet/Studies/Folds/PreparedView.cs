using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Prepared rows as ML.NET rows, for a trainer of the plugin.</summary>
internal static class PreparedView
{
    public const string Features = "Features";
    public const string Label = "Label";
    public const string Weight = "Weight";
    public const string Group = "Group";

    /// <summary>Columns Features, Weight and Group, the last two of 1 and 0 where rows have none.</summary>
    public static IDataView Unlabeled(MLContext mlContext, PreparedRows rows) =>
        Load(mlContext, rows, row => new PreparedRow(rows, row), labelType: null);

    /// <summary>The same with Label, a Boolean.</summary>
    public static IDataView OfTwoClasses(MLContext mlContext, PreparedRows rows) =>
        Load(mlContext, rows, row => new PreparedRow<bool>(rows, row) { Label = rows.Labels![row] > 0.5f }, BooleanDataViewType.Instance);

    /// <summary>The same with Label, a key.</summary>
    public static IDataView OfClasses(MLContext mlContext, PreparedRows rows) =>
        // Of what comes from memory ML.NET counts keys from 0.
        Load(mlContext, rows, row => new PreparedRow<uint>(rows, row) { Label = (uint)rows.Labels![row] }, new KeyDataViewType(typeof(uint), rows.ClassCount));

    /// <summary>The same with Label, a number.</summary>
    public static IDataView OfNumbers(MLContext mlContext, PreparedRows rows) =>
        Load(mlContext, rows, row => new PreparedRow<float>(rows, row) { Label = rows.Labels![row] }, NumberDataViewType.Single);

    private static IDataView Load<TRow>(MLContext mlContext, PreparedRows rows, Func<int, TRow> create, DataViewType? labelType)
        where TRow : PreparedRow
    {
        var schema = SchemaDefinition.Create(typeof(TRow));
        var features = schema[Features];
        int[] dimensions = [.. rows.Marks.Dimensions ?? [rows.FeatureCount]];
        features.ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        if (rows.Marks.IsNormalized)
            features.AddAnnotation("IsNormalized", true, BooleanDataViewType.Instance);
        // To trainers of the plugin both kinds of blocks are one.
        if (rows.Categories.Count > 0)
            features.AddAnnotation(CategoryRanges.BagKind, CategoryRanges.Pairs(rows.Categories), CategoryRanges.Type(rows.Categories));
        if (labelType != null)
            schema[Label].ColumnType = labelType;
        return mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, rows.RowCount).Select(create).ToArray(), schema);
    }

    private class PreparedRow(PreparedRows rows, int row)
    {
        public float[] Features => rows.Row(row).ToArray();

        public float Weight => rows.Weights?[row] ?? 1;

        public uint Group => rows.Groups?[row] ?? 0;
    }

    private sealed class PreparedRow<TLabel>(PreparedRows rows, int row) : PreparedRow(rows, row)
    {
        public required TLabel Label { get; init; }
    }
}
