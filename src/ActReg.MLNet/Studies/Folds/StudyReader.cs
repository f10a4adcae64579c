using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads rows into memory, as trainers would read them.</summary>
/// <param name="columns">Which columns.</param>
/// <param name="kind">What labels are.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class StudyReader(StudyColumns columns, LabelKind kind, CancellationToken cancellation)
{
    /// <summary>Tells each row's group from others'; 31 bits join two of a thousand groups once in four thousand times, which does no harm.</summary>
    private const int GroupBits = 31;

    /// <summary>The rows that can be used, and whether each of all rows can.</summary>
    /// <exception cref="ArgumentException">A column is missing, or not of the type that it must be.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory.</exception>
    public (PreparedRows Rows, bool[] IsUsable) Read(IDataView data)
    {
        var hash = columns.Group == null ? null : $"{columns.Group} hash {Guid.NewGuid():N}";
        if (hash != null)
            data = new MLContext().Transforms.Conversion.Hash(hash, Column(data, columns.Group!, "samplingKeyColumnName").Name, GroupBits).Fit(data).Transform(data);
        var features = Column(data, columns.Features, "featureColumnName");
        if (features.Type is not VectorDataViewType { Size: > 0 and var width, ItemType: NumberDataViewType item } || item != NumberDataViewType.Single)
            throw new ArgumentException(Rule.Broken($"column \"{features.Name}\"", "must be a vector of a known number of Single", features.Type));
        DataViewSchema.Column? label = columns.Label == null ? null : Column(data, columns.Label, "labelColumnName");
        var classCount = label == null ? 0 : LabelColumn.ClassCount(label.Value, kind);
        DataViewSchema.Column? weight = columns.Weight == null ? null : Column(data, columns.Weight, "exampleWeightColumnName");
        if (weight != null && weight.Value.Type != NumberDataViewType.Single)
            throw new ArgumentException(Rule.Broken($"column \"{columns.Weight}\"", "must be Single", weight.Value.Type));
        DataViewSchema.Column? group = hash == null ? null : data.Schema[hash];

        using var cursor = data.GetRowCursor(new[] { features, label, weight, group }.OfType<DataViewSchema.Column>());
        var getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        var getLabel = label == null ? null : LabelColumn.Getter(cursor, label.Value);
        var getWeight = weight == null ? null : cursor.GetGetter<float>(weight.Value);
        var getGroup = group == null ? null : cursor.GetGetter<uint>(group.Value);
        var (values, labels, weights, groups, isUsable) = (new RowValues(width), new List<float>(), new List<float>(), new List<uint>(), new List<bool>());
        var (row, weightOfRow, groupOfRow) = (default(VBuffer<float>), 1f, 0u);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            getFeatures(ref row);
            FeatureColumn.CheckLength(row, width, features.Name);
            var labelOfRow = getLabel?.Invoke() ?? 0;
            getWeight?.Invoke(ref weightOfRow);
            getGroup?.Invoke(ref groupOfRow);
            isUsable.Add(float.IsFinite(labelOfRow) && weightOfRow > 0 && float.IsFinite(weightOfRow) && FiniteValues.AreAll(row.GetValues()));
            if (!isUsable[^1])
                continue;
            row.CopyTo(values.Add());
            labels.Add(labelOfRow);
            weights.Add(weightOfRow);
            groups.Add(groupOfRow);
        }

        var prepared = new PreparedRows(width, OneArray(values), ColumnMarks.OfFeatures(features))
        {
            Categories = CategoryRanges.Of(features),
            Labels = label == null ? null : [.. labels],
            ClassCount = classCount,
            LabelMarks = label == null ? null : ColumnMarks.OfLabel(label.Value),
            Weights = weight == null ? null : [.. weights],
            Groups = group == null ? null : [.. groups],
        };
        return (prepared, [.. isUsable]);
    }

    private static float[] OneArray(RowValues values) => (long)values.Count * values.Width <= Array.MaxLength ? values.ToArray()
        : throw new InvalidOperationException($"The rows of a study are kept in memory, and can have {Array.MaxLength} features in all; there are {values.Count} rows of {values.Width}.");

    private static DataViewSchema.Column Column(IDataView data, string name, string option) => data.Schema.GetColumnOrNull(name)
        ?? throw new ArgumentException(Rule.Broken(option, "must name a column of the data, after pre-processing", $"\"{name}\""));
}
