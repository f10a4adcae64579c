using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>
/// Rows that cost next to nothing to read: Features, a vector of Single copied from a few thousand rows in turn, and Label, Boolean.
/// </summary>
internal sealed class GeneratedRows : IDataView
{
    private const int DistinctRows = 4096;

    private readonly long _rows;

    /// <param name="features">The number of features.</param>
    /// <param name="rows">How many rows there are to read.</param>
    public GeneratedRows(int features, long rows)
    {
        var random = new Random(1);
        Values = [.. Enumerable.Range(0, DistinctRows * features).Select(_ => 2 * random.NextSingle() - 1)];
        _rows = rows;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, features));
        schema.AddColumn("Label", BooleanDataViewType.Instance);
        Schema = schema.ToSchema();
        FeatureCount = features;
    }

    /// <summary>The distinct rows, one after the other.</summary>
    public float[] Values { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    private int FeatureCount { get; }

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [new Cursor(this)];

    private sealed class Cursor(GeneratedRows data) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => data.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext() => ++_position < data._rows;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(Delegate)(column.Name == "Features" ? (ValueGetter<VBuffer<float>>)GetFeatures : (ValueGetter<bool>)GetLabel);

        private void GetFeatures(ref VBuffer<float> features)
        {
            var editor = VBufferEditor.Create(ref features, data.FeatureCount);
            var row = (int)(_position & (DistinctRows - 1));
            data.Values.AsSpan(row * data.FeatureCount, data.FeatureCount).CopyTo(editor.Values);
            features = editor.Commit();
        }

        private void GetLabel(ref bool label) => label = data.Values[(_position & (DistinctRows - 1)) * data.FeatureCount] > 0;
    }
}
