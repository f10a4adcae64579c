using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Reads features, label and weight from an ML.NET data set in one pass.</summary>
internal static class TrainingSetReader
{
    /// <summary>
    /// All rows whose features and label are finite and whose weight is finite and above 0, as ML.NET's own trainers take them; the
    /// rest is counted in one warning.
    /// </summary>
    /// <param name="channel">Where the warning goes.</param>
    /// <param name="data">The data set.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    /// <exception cref="InvalidOperationException">No row is left, or they are more than one array can hold.</exception>
    public static TrainingSet Read(IChannel channel, RoleMappedData data, string what, Action checkAlive)
    {
        data.CheckFeatureFloatVector(out var featureCount);
        var options = CursOpt.Features | CursOpt.Label;
        if (data.Schema.Weight.HasValue)
            options |= CursOpt.Weight;
        var rows = new RowBuffer(featureCount, data.Schema.Weight.HasValue, data.Data.GetRowCount());
        using (var cursor = new FloatLabelCursor.Factory(data, options).Create())
        {
            while (cursor.MoveNext())
            {
                checkAlive();
                FeatureColumn.CheckLength(cursor.Features, featureCount, data.Schema.Feature!.Value.Name);
                rows.Add(cursor.Features, cursor.Label, cursor.Weight);
            }

            WarnOfSkippedRows(channel, cursor, what);
        }

        if (rows.Count == 0)
            throw channel.Except($"The {what} has no usable row: it is empty, or every row has a missing or infinite feature, label or weight.");
        return rows.ToTrainingSet();
    }

    private static void WarnOfSkippedRows(IChannel channel, FloatLabelCursor cursor, string what)
    {
        if (cursor.SkippedRowCount == 0)
            return;
        (long Count, string What)[] reasons =
        [
            (cursor.BadFeaturesRowCount, "with a missing or infinite feature"),
            (cursor.BadLabelCount, "with a missing or infinite label"),
            (cursor.BadWeightCount, "with a weight that is not finite and above 0"),
        ];
        channel.Warning(
            "Skipped {0} of the {1} rows of the {2}: {3}.",
            cursor.SkippedRowCount, cursor.SkippedRowCount + cursor.KeptRowCount, what,
            string.Join(", ", reasons.Where(reason => reason.Count > 0).Select(reason => $"{reason.Count} {reason.What}")));
    }
}
