using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The numbers that rows have and those that a model tells of them.</summary>
internal sealed record ScoredNumbers(float[] Scores, float[] Labels)
{
    /// <param name="scored">What the pipeline makes of rows, all with a label.</param>
    /// <param name="roles">What it calls the label.</param>
    public static ScoredNumbers Of(IDataView scored, ColumnRoles roles)
    {
        var (scoreColumn, labelColumn) = (scored.Schema["Score"], scored.Schema[roles.Label]);
        var (scores, labels) = (new List<float>(), new List<float>());
        using var cursor = scored.GetRowCursor([scoreColumn, labelColumn]);
        var (getScore, getLabel) = (cursor.GetGetter<float>(scoreColumn), LabelColumn.Getter(cursor, labelColumn));
        var score = 0f;
        while (cursor.MoveNext())
        {
            getScore(ref score);
            scores.Add(score);
            labels.Add(getLabel());
        }

        return new([.. scores], [.. labels]);
    }
}
