using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

internal sealed partial class SlotGroups
{
    /// <param name="schema">What the columns are that features may have come from. Hidden ones too: features may have been put into their own column.</param>
    /// <param name="features">The features.</param>
    public static SlotGroups Of(DataViewSchema schema, DataViewSchema.Column features)
    {
        var columns = new Dictionary<string, int>();
        foreach (var column in schema.Where(column => column.Type is VectorDataViewType or KeyDataViewType))
            columns[column.Name] = CategorySource.WidthOf(column.Type) ?? 0;
        return new SlotGroups(ColumnMarks.OfFeatures(features).SlotNames, CategoryRanges.Of(features), columns);
    }
}
