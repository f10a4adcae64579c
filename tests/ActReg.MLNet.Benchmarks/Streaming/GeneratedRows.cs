using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Streaming;

/// <summary>
/// Any number of rows of 28 features and a binary label, made up while they are read, and the same in each pass.
/// </summary>
internal sealed class GeneratedRows(long rowCount) : IDataView
{
    public const int FeatureCount = 28;

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = CreateSchema();

    /// <summary>When, as a <see cref="Stopwatch"/> counts, the last pass began that has begun.</summary>
    public long LastBegin { get; private set; }

    /// <summary>When the last pass ended that has ended.</summary>
    public long LastEnd { get; private set; }

    public long? GetRowCount() => rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        LastBegin = Stopwatch.GetTimestamp();
        return new Cursor(this, rowCount, [.. columnsNeeded.Select(column => column.Index)]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema CreateSchema()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, FeatureCount));
        builder.AddColumn("Label", BooleanDataViewType.Instance);
        return builder.ToSchema();
    }

    private sealed class Cursor(GeneratedRows view, long rowCount, int[] columns) : DataViewRowCursor
    {
        private readonly float[] _features = new float[FeatureCount];
        private long _position = -1;
        private ulong _state = 1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => columns.Contains(column.Index);

        public override bool MoveNext()
        {
            if (_position + 1 == rowCount)
                return false;
            _position++;
            for (var i = 0; i < FeatureCount; i++)
                _features[i] = Next();
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(column.Index == 0
                ? (Delegate)(ValueGetter<VBuffer<float>>)GetFeatures : (ValueGetter<bool>)GetLabel);

        protected override void Dispose(bool disposing)
        {
            view.LastEnd = Stopwatch.GetTimestamp();
            base.Dispose(disposing);
        }

        private void GetFeatures(ref VBuffer<float> value)
        {
            var editor = VBufferEditor.Create(ref value, FeatureCount);
            _features.CopyTo(editor.Values);
            value = editor.Commit();
        }

        private void GetLabel(ref bool value) => value = _features[0] * _features[1] + 0.5f * _features[2] > 0;

        /// <summary>Between -1 and 1, by xorshift (Marsaglia, 2003).</summary>
        private float Next()
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)(_state >> 32) / 2147483648f;
        }
    }
}
