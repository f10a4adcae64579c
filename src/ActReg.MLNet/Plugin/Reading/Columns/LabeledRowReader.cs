using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Reads rows with their labels into memory, for a network that was trained on such.</summary>
internal static class LabeledRowReader
{
    private const int FewestRows = 2;

    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <param name="data">The rows.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="labelType">What it must be; a key of any type.</param>
    /// <param name="featureColumnName">The features.</param>
    /// <param name="network">What they are for.</param>
    public static LabeledRows Read(
        IDataView data, string labelColumnName, DataViewType labelType, string featureColumnName, TrainedNetwork network)
    {
        FeatureColumn.Check(data, featureColumnName, network);
        var column = data.Schema.GetColumnOrNull(labelColumnName)
            ?? throw new ArgumentException(Rule.Broken("labelColumnName", "must name a column of the data", $"\"{labelColumnName}\""));
        var isKey = labelType is KeyDataViewType key && column.Type is KeyDataViewType found && found.Count == key.Count;
        if (!isKey && !column.Type.Equals(labelType))
            throw new ArgumentException(Rule.Broken($"column \"{labelColumnName}\"", $"must be of type {labelType}, as in training", column.Type));
        var marks = ColumnMarks.OfLabel(column);
        if (network.Columns?.Label.Problem(marks, $"data: column \"{labelColumnName}\"") is { } problem)
            throw new ArgumentException(problem);
        var classes = network.Columns?.Label.Find(marks);
        List<float> features = [], labels = [];
        using (var cursor = new FloatLabelCursor(new RoleMappedData(data, labelColumnName, featureColumnName), CursOpt.Features | CursOpt.Label))
        {
            while (cursor.MoveNext())
            {
                FeatureColumn.CheckLength(cursor.Features, network.Plan.InputSize, featureColumnName);
                if (!network.Plan.CanRead(cursor.Features.GetValues()))
                    continue;
                features.AddRange(cursor.Features.DenseValues());
                labels.Add(classes == null ? cursor.Label : classes[(int)cursor.Label]);
            }
        }

        return labels.Count >= FewestRows ? new LabeledRows([.. features], [.. labels]) : throw new ArgumentException(Rule.Broken(
            "data", $"must have at least {FewestRows} rows with a label and features that the network can read", labels.Count));
    }
}
