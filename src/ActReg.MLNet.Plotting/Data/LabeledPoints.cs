using Microsoft.ML;
using Microsoft.ML.Data;
using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>The rows of a binary data set with two features.</summary>
internal sealed class LabeledPoints
{
    private readonly Coordinates[] _points;
    private readonly bool[] _labels;

    private LabeledPoints(Coordinates[] points, bool[] labels, string xName, string yName) =>
        (_points, _labels, XName, YName) = (points, labels, xName, yName);

    public string XName { get; }

    public string YName { get; }

    public int Count => _points.Length;

    public IEnumerable<Coordinates> Points => _points;

    public Coordinates[] OfClass(bool label) => [.. _points.Where((_, i) => _labels[i] == label)];

    /// <summary>Reads all rows with finite features through one cursor.</summary>
    public static LabeledPoints Read(IDataView data, string featureColumnName, string labelColumnName, string parameterName)
    {
        var features = Column(data, featureColumnName, parameterName);
        if (features.Type is not VectorDataViewType { Size: 2, ItemType: NumberDataViewType { RawType: var raw } } || raw != typeof(float))
        {
            throw new ArgumentException(
                $"Column \"{featureColumnName}\" must be a vector of 2 Single values; received {features.Type}.", parameterName);
        }

        var label = Column(data, labelColumnName, parameterName);
        if (label.Type is not BooleanDataViewType)
            throw new ArgumentException($"Column \"{labelColumnName}\" must be Boolean; received {label.Type}.", parameterName);

        var points = new List<Coordinates>();
        var labels = new List<bool>();
        using (var cursor = data.GetRowCursor([features, label]))
        {
            var readFeatures = cursor.GetGetter<VBuffer<float>>(features);
            var readLabel = cursor.GetGetter<bool>(label);
            VBuffer<float> values = default;
            bool isTrue = false;
            while (cursor.MoveNext())
            {
                readFeatures(ref values);
                readLabel(ref isTrue);
                var point = new Coordinates(values.GetItemOrDefault(0), values.GetItemOrDefault(1));
                if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
                    continue;
                points.Add(point);
                labels.Add(isTrue);
            }
        }

        if (points.Count == 0)
            throw new ArgumentException($"{parameterName} must have at least one row with finite features; received 0.", parameterName);

        var (xName, yName) = FeatureNames(features);
        return new([.. points], [.. labels], xName, yName);
    }

    private static DataViewSchema.Column Column(IDataView data, string name, string parameterName) =>
        data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"{parameterName} must have a column \"{name}\"; received {string.Join(", ", data.Schema.Select(c => c.Name))}.",
            parameterName);

    private static (string X, string Y) FeatureNames(DataViewSchema.Column features)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (features.HasSlotNames())
            features.GetSlotNames(ref names);
        return (Name(0), Name(1));

        string Name(int slot) =>
            names.Length > slot && names.GetItemOrDefault(slot) is { Length: > 0 } name ? name.ToString() : $"{features.Name}[{slot}]";
    }
}
