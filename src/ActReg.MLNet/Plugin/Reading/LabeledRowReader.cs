using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Reads rows with their labels into memory, for a network that was trained on such.</summary>
internal static class LabeledRowReader
{
    private const int FewestRows = 2;

    /// <summary>A row's loss, its place in a permutation, and a value that has left its place.</summary>
    private const int BytesBeside = sizeof(double) + sizeof(int) + sizeof(float);

    /// <exception cref="ArgumentException">A column is missing or not as in training, or fewer than two rows can be used.</exception>
    /// <exception cref="InvalidOperationException">The rows do not fit in memory.</exception>
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
        var width = network.Plan.InputSize;
        var room = new MemoryRoom(
            "data", (width + 1L) * sizeof(float) + BytesBeside, "A sample of the rows, such as mlContext.Data.TakeRows gives, takes less.");
        if (data.GetRowCount() is { } count)
            room.CheckAll(count);
        var rows = new LabeledRows(width);
        try
        {
            Fill(rows, new RoleMappedData(data, labelColumnName, featureColumnName), network, classes, room);
        }
        catch (OutOfMemoryException e) when (room.IsShort)
        {
            throw room.NoRoomAfter(rows.Count, e);
        }

        return rows.Count >= FewestRows ? rows : throw new ArgumentException(Rule.Broken(
            "data", $"must have at least {FewestRows} rows with a label and features that the network can read", rows.Count));
    }

    private static void Fill(LabeledRows rows, RoleMappedData data, TrainedNetwork network, int[]? classes, MemoryRoom room)
    {
        using var cursor = new FloatLabelCursor(data, CursOpt.Features | CursOpt.AllowBadFeatures | CursOpt.Label);
        while (cursor.MoveNext())
        {
            FeatureColumn.CheckLength(cursor.Features, network.Plan.InputSize, data.Schema.Feature!.Value.Name);
            if (!network.Plan.CanRead(cursor.Features.GetValues()))
                continue;
            room.CheckNext(rows.Count);
            cursor.Features.CopyTo(rows.Features.Add());
            rows.Labels.Add()[0] = classes == null ? cursor.Label : classes[(int)cursor.Label];
        }
    }
}
