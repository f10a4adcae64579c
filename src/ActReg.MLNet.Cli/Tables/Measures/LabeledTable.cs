using Microsoft.ML;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>A table with labels, and what a model makes of it.</summary>
/// <param name="Scored">The rows that have a label, with all that the model adds.</param>
/// <param name="Label">The label.</param>
/// <param name="Labeled">How many there are.</param>
/// <param name="Unlabeled">The rows that have none, and are left out.</param>
/// <param name="Unseen">Columns with categories that training did not see, in rows with a label.</param>
internal sealed record LabeledTable(IDataView Scored, TableLabel Label, long Labeled, long Unlabeled, IReadOnlyList<UnseenCategory> Unseen)
{
    /// <exception cref="TableException">A column is missing, or a label is one that the model does not know.</exception>
    public static LabeledTable Of(TableModel model, DataFile table, CancellationToken cancellation)
    {
        var label = model.RequireLabel();
        var scored = model.Transformer.Transform(model.WithLabel(table));
        var unseen = new UnseenCategories(model, scored.Schema, table);
        var (labeled, unlabeled) = LabelCheck.Count(table, label, row => unseen.Add(column => row[column]), cancellation);
        return new(scored, label, labeled, unlabeled, unseen.Found);
    }
}
