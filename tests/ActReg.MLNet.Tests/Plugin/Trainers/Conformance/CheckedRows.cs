using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>A row to check trainers with.</summary>
/// <param name="Features">All rows of a set have as many.</param>
/// <param name="Label">The class, from 0 on; the number itself in regression; NaN for a missing one, but of binary labels, which cannot be.</param>
internal sealed record CheckedRow(float[] Features, float Label)
{
    public float Weight { get; init; } = 1;

    public string Name { get; init; } = "";
}

/// <summary>Rows to check trainers with, as a data view of columns Features, whose slots have names, Label, Weight, Count and Name.</summary>
internal sealed record CheckedRows(CheckedTask Task, IReadOnlyList<CheckedRow> Rows)
{
    /// <summary>The classes of a multiclass label.</summary>
    public int ClassCount { get; init; } = 3;

    public bool AreSparse { get; init; }

    /// <summary>Rows whose label follows from the first feature.</summary>
    public static CheckedRows Create(CheckedTask task, int rowCount = 24, int featureCount = 3)
    {
        var random = new Random(1);
        return new(task, [.. Enumerable.Range(0, rowCount).Select(i =>
        {
            float[] features = [.. Enumerable.Range(0, featureCount).Select(_ => (2 * random.NextSingle()) - 1)];
            var label = task switch
            {
                CheckedTask.Binary or CheckedTask.Multilabel => features[0] > 0 ? 1 : 0,
                CheckedTask.Multiclass => features[0] < -0.3f ? 0 : features[0] < 0.3f ? 1 : 2,
                _ => 3 * features[0],
            };
            return new CheckedRow(features, label) { Name = $"row {i}" };
        })]);
    }

    public CheckedRows With(Func<CheckedRow, CheckedRow> change) => this with { Rows = [.. Rows.Select(change)] };

    public IDataView ToView(string label = "Label", string features = "Features")
    {
        var definition = SchemaDefinition.Create(typeof(ViewRow));
        var length = Rows.Count == 0 ? 3 : Rows[0].Features.Length;
        definition[nameof(ViewRow.Multiclass)].ColumnType = new KeyDataViewType(typeof(uint), ClassCount);
        definition[nameof(ViewRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
        var names = new VBuffer<ReadOnlyMemory<char>>(length, [.. Enumerable.Range(0, length).Select(i => $"feature {i}".AsMemory())]);
        definition[nameof(ViewRow.Features)].AddAnnotation("SlotNames", names, new VectorDataViewType(TextDataViewType.Instance, length));
        foreach (var other in Enum.GetValues<CheckedTask>().Where(task => task != Task))
            definition.Remove(definition[other.ToString()]);
        definition[Task.ToString()].ColumnName = label;
        definition[nameof(ViewRow.Features)].ColumnName = features;
        return new MLContext().Data.LoadFromEnumerable(Rows.Select(ToRow).ToArray(), definition);
    }

    private ViewRow ToRow(CheckedRow row) => new()
    {
        Features = AreSparse ? Sparse(row.Features) : new(row.Features.Length, row.Features),
        Binary = row.Label > 0.5f,
        // Keys of objects count from 0; one that is out of range is missing.
        Multiclass = (uint)(Task == CheckedTask.Multiclass && !float.IsNaN(row.Label) ? row.Label : ClassCount),
        Regression = row.Label,
        Quantiles = row.Label,
        MultiOutput = [row.Label, 1 - 20 * row.Label],
        Multilabel = [row.Label > 0.5f, row.Label <= 0.5f],
        Weight = row.Weight,
        Count = 1,
        Name = row.Name,
    };

    private static VBuffer<float> Sparse(float[] values)
    {
        int[] places = [.. values.Index().Where(value => value.Item != 0).Select(value => value.Index)];
        return new(values.Length, places.Length, [.. places.Select(place => values[place])], places);
    }

    private sealed class ViewRow
    {
        public VBuffer<float> Features { get; set; }

        public bool Binary { get; set; }

        public uint Multiclass { get; set; }

        public float Regression { get; set; }

        public float Quantiles { get; set; }

        [VectorType(2)]
        public float[] MultiOutput { get; set; } = [];

        [VectorType(2)]
        public bool[] Multilabel { get; set; } = [];

        public float Weight { get; set; }

        public int Count { get; set; }

        public string Name { get; set; } = "";
    }
}
