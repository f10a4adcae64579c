using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>
/// The rows of an ML.NET data set whose features and label, if it has one, are finite (features may be missing where a network takes that) and whose weight is finite and above 0, as ML.NET's
/// own trainers take them. Without a label column, a row's targets are its own features.
/// </summary>
internal sealed record ExampleSource
{
    private readonly RoleMappedData _data;
    private readonly CursOpt _columns;
    private readonly bool _hasVector;
    private readonly string _featureColumn;
    private readonly FeatureDomain _values;

    /// <param name="data">The data set.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="values">What features may be.</param>
    public ExampleSource(RoleMappedData data, string what, FeatureDomain values)
    {
        data.CheckFeatureFloatVector(out var featureCount);
        FeatureCount = featureCount;
        LabelCount = data.Schema.Label is not { } label ? 0 : label.Type is VectorDataViewType { Size: var size } ? size : 1;
        _hasVector = data.Schema.Label?.Type is VectorDataViewType;
        HasWeights = data.Schema.Weight.HasValue;
        ViewRowCount = data.Data.GetRowCount();
        What = what;
        _values = values;
        _featureColumn = data.Schema.Feature!.Value.Name;
        _data = data;
        _columns = CursOpt.Features | (values.MayBeMissing ? CursOpt.AllowBadFeatures : 0) | (LabelCount > 0 && !_hasVector ? CursOpt.Label : 0) | (HasWeights ? CursOpt.Weight : 0);
    }

    public int FeatureCount { get; }

    /// <summary>The labels per row; 0 where a row's targets are its own features.</summary>
    public int LabelCount { get; }

    public bool HasWeights { get; }

    /// <summary>The numbers that a row has beside its features.</summary>
    public int NumbersBeside => LabelCount + (HasWeights ? 1 : 0) + (Window == null ? 0 : WindowScale.Length);

    /// <summary>Whether zeros may be left out: there are many features, which are no targets, and are not scaled, which would make other numbers of zeros.</summary>
    public bool MayLeaveZerosOut => LabelCount > 0 && Window == null && FeatureCount >= FeatureDensity.FewestFeatures;

    /// <summary>Whether the view can bring its rows into a random order by itself.</summary>
    public bool CanShuffle => _data.Data.CanShuffle && SetAside?.IsByOrder != true;

    /// <summary>The view's rows, usable or not; <see langword="null"/> where it does not know.</summary>
    public long? ViewRowCount { get; }

    /// <summary>What the set is, for messages.</summary>
    public string What { get; }

    /// <summary>Which rows are set aside; <see langword="null"/> for none.</summary>
    public SetAsideRows? SetAside { get; init; }

    /// <summary>Which rows belong together; <see langword="null"/> where each stands for itself.</summary>
    public RowGroups? Groups { get; init; }

    /// <summary>Whether only the rows that are set aside are read, or only the others; <see langword="null"/> for all.</summary>
    public bool? Part { get; init; }

    /// <summary>For each key of the label, counted from 0, the class that it stands for; null where that is the key itself.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>The features that each row is scaled by as it is read; <see langword="null"/> for none.</summary>
    public SeriesWindow? Window { get; init; }

    /// <summary>That a pass over rows which are streamed read others than the first.</summary>
    public string ChangedText(string first, string later) =>
        $"The {What} is streamed, so every pass must read the same rows; the first read {first}, a later one {later}.";

    /// <summary>Begins a pass over the rows.</summary>
    /// <param name="random">What the view shuffles them by, where it can; <see langword="null"/> for no shuffling.</param>
    public ExampleCursor Open(RandomState? random = null)
    {
        var viewRandom = random == null || !CanShuffle ? null : new Random(unchecked((int)random.NextUInt32()));
        // Without ML.NET's factory of cursors, which skips no row any more once a pass has skipped none.
        var (columns, otherColumns) = (_columns | (SetAside?.Columns ?? 0), Groups == null ? (int[])[] : [Groups.HashColumn]);
        var (cursor, labels) = Open(columns, viewRandom, otherColumns);
        return new ExampleCursor(cursor, FeatureCount, labels, _featureColumn, _values, Window, SetAside?.Begin(cursor), Groups?.Begin(cursor), Part);
    }

    private (FeatureFloatVectorCursor Cursor, RowLabels Labels) Open(CursOpt columns, Random? random, int[] otherColumns)
    {
        if (LabelCount > 0 && !_hasVector)
        {
            var labeled = new FloatLabelCursor(_data, columns, random, otherColumns);
            return (labeled, new OneLabel(labeled, Classes));
        }

        if (_data.Schema.Label is not { } label)
            return (new FeatureFloatVectorCursor(_data, columns, random, otherColumns), new NoLabels());
        var cursor = new FeatureFloatVectorCursor(_data, columns, random, [.. otherColumns, label.Index]);
        return (cursor, RowLabels.Of(cursor.Row, label));
    }
}
