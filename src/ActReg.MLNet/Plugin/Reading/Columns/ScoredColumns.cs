using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads labels and scores to compare.</summary>
/// <param name="Label">The labels' column.</param>
/// <param name="Score">The scores'.</param>
/// <param name="Weight">The weights'; null for none.</param>
internal sealed record ScoredColumns(DataViewSchema.Column Label, DataViewSchema.Column Score, DataViewSchema.Column? Weight)
{
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public static ScoredColumns Find(IDataView data, string labelColumnName, bool isVector, bool mayBeBoolean, string scoreColumnName, string? weightColumnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        var score = Find(data, scoreColumnName, "scoreColumnName");
        if (score.Type is not VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType { RawType: var type } } || type != typeof(float))
            throw new ArgumentException(Rule.Broken($"column \"{scoreColumnName}\"", "must be a known-size vector of Single", score.Type));
        var label = Find(data, labelColumnName, "labelColumnName");
        var item = label.Type is VectorDataViewType vector ? vector.ItemType : label.Type;
        var isOfType = item == NumberDataViewType.Single || (mayBeBoolean && item == BooleanDataViewType.Instance);
        if (!isVector && (!isOfType || label.Type is VectorDataViewType))
            throw new ArgumentException(Rule.Broken($"column \"{labelColumnName}\"", "must be Single", label.Type));
        var size = ((VectorDataViewType)score.Type).Size;
        if (isVector && (!isOfType || (label.Type as VectorDataViewType)?.Size != size))
        {
            throw new ArgumentException(Rule.Broken(
                $"column \"{labelColumnName}\"", $"must be a vector of {size} Single{(mayBeBoolean ? " or Boolean" : "")}, as many as column \"{scoreColumnName}\" has", label.Type));
        }

        var weight = weightColumnName == null ? (DataViewSchema.Column?)null : Find(data, weightColumnName, "exampleWeightColumnName");
        return weight == null || weight.Value.Type == NumberDataViewType.Single
            ? new ScoredColumns(label, score, weight) : throw new ArgumentException(Rule.Broken($"column \"{weightColumnName}\"", "must be Single", weight.Value.Type));
    }

    /// <summary>What labels, or else scores, are called; null where they have no names.</summary>
    public IReadOnlyList<string>? Names() => ColumnMarks.OfLabel(Label).SlotNames ?? ColumnMarks.OfLabel(Score).SlotNames;

    /// <summary>All rows whose labels and scores are finite, and whose weight is finite and above 0. Each is valid until the next is asked for.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IEnumerable<ScoredRow> Read(IDataView data)
    {
        using var cursor = data.GetRowCursor(Weight is { } weight ? [Label, Score, weight] : [Label, Score]);
        var scores = RowLabels.Of(cursor, Score);
        var labels = RowLabels.Of(cursor, Label);
        var weights = Weight is { } column ? cursor.GetGetter<float>(column) : (ref float value) => value = 1;
        var any = false;
        while (cursor.MoveNext())
        {
            var rowWeight = 1f;
            weights(ref rowWeight);
            if (!labels.Read() || !scores.Read() || !(rowWeight > 0 && float.IsFinite(rowWeight)))
                continue;
            any = true;
            yield return new ScoredRow(labels.Values.ToArray(), scores.Values.ToArray(), rowWeight);
        }

        if (!any)
            throw new ArgumentException("data must have a row whose labels, scores and weight are finite, the weight above 0; it has none.");
    }

    private static DataViewSchema.Column Find(IDataView data, string name, string option) =>
        Rule.NotBlank(name, option) is { } problem ? throw new ArgumentException(problem)
        : data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(Rule.Broken(option, "must name a column of the data", $"\"{name}\""));
}
