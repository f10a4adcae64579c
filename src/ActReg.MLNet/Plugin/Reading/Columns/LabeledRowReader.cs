using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Reads rows with their labels into memory, for a network that was trained on such.</summary>
internal static class LabeledRowReader
{
    private const int FewestRows = 2;

    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    public static LabeledRows Read(IDataView data, string labelColumnName, string featureColumnName, TrainedNetwork network)
    {
        FeatureColumn.Check(data, featureColumnName, network);
        var column = data.Schema.GetColumnOrNull(labelColumnName)
            ?? throw new ArgumentException(Rule.Broken("labelColumnName", "must name a column of the data", $"\"{labelColumnName}\""));
        var marks = ColumnMarks.OfLabel(column);
        if (network.Columns?.Label.Problem(marks, $"data: column \"{labelColumnName}\"") is { } problem)
            throw new ArgumentException(problem);
        if (column.Type != NumberDataViewType.Single && column.Type is not (BooleanDataViewType or KeyDataViewType))
            throw new ArgumentException(Rule.Broken($"column \"{labelColumnName}\"", "must be Boolean, Single or a key", column.Type));
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
