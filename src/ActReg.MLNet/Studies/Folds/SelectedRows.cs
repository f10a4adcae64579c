using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Some rows of a data view, in its order.</summary>
/// <param name="view">The view, which must give its rows in the same order each time.</param>
/// <param name="isSelected">By place; rows beyond it are left out.</param>
internal sealed class SelectedRows(IDataView view, bool[] isSelected) : IDataView
{
    public DataViewSchema Schema => view.Schema;

    // Another order would be other rows.
    public bool CanShuffle => false;

    public long? GetRowCount() => isSelected.LongCount(selected => selected);

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(view.GetRowCursor(columnsNeeded), isSelected);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor input, bool[] isSelected) : DataViewRowCursor
    {
        private long _place = -1;
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => input.Schema;

        public override bool MoveNext()
        {
            while (input.MoveNext())
            {
                if (++_place >= isSelected.Length)
                    break;
                if (isSelected[_place])
                {
                    _position++;
                    return true;
                }
            }

            _position = -1;
            return false;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }
    }
}
