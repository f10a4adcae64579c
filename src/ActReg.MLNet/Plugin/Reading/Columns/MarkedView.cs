using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>A data set one column of which says of itself that it is normalized, or that it is not; its rows are the same.</summary>
internal sealed class MarkedView : IDataView
{
    private readonly IHostEnvironment _env;
    private readonly IDataView _view;

    public MarkedView(IHostEnvironment env, IDataView view, string columnName, bool isNormalized)
    {
        _env = env;
        _view = view;
        if (!view.Schema.TryGetColumnIndex(columnName, out var marked))
            throw new ArgumentException(Rule.Broken("columnName", "must name a column of the data", $"\"{columnName}\""));
        var schema = new DataViewSchema.Builder();
        // All of a name, hidden ones too, so that places stay.
        foreach (var column in view.Schema)
            schema.AddColumn(column.Name, column.Type, column.Index == marked ? Marked(column.Annotations, isNormalized) : column.Annotations);
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => _view.CanShuffle;

    public long? GetRowCount() => _view.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(_env, _view.GetRowCursor(Sources(columnsNeeded), rand), Schema);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. _view.GetRowCursorSet(Sources(columnsNeeded), n, rand).Select(cursor => new Cursor(_env, cursor, Schema))];

    private IEnumerable<DataViewSchema.Column> Sources(IEnumerable<DataViewSchema.Column> columns) => columns.Select(column => _view.Schema[column.Index]);

    private static DataViewSchema.Annotations Marked(DataViewSchema.Annotations annotations, bool isNormalized)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(annotations, name => name != AnnotationUtils.Kinds.IsNormalized);
        if (isNormalized)
            builder.Add<bool>(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
        return builder.ToAnnotations();
    }

    private sealed class Cursor(IChannelProvider provider, DataViewRowCursor input, DataViewSchema schema) : SynchronizedCursorBase(provider, input)
    {
        public override DataViewSchema Schema => schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(Input.Schema[column.Index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(Input.Schema[column.Index]);
    }
}
