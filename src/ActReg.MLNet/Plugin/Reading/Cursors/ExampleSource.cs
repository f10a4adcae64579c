using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>
/// The rows of an ML.NET data set whose features and label are finite and whose weight is finite and above 0, as ML.NET's own
/// trainers take them.
/// </summary>
internal sealed record ExampleSource
{
    private readonly RoleMappedData _data;
    private readonly CursOpt _columns;
    private readonly ValidationDraw? _draw;
    private readonly string _featureColumn;
    private readonly int? _featureValueCount;

    /// <param name="data">The data set.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="featureValueCount">As of <see cref="NetworkPlan"/>.</param>
    /// <param name="draw">Which of them are set aside; <see langword="null"/> for none.</param>
    public ExampleSource(RoleMappedData data, string what, int? featureValueCount, ValidationDraw? draw = null)
    {
        data.CheckFeatureFloatVector(out var featureCount);
        FeatureCount = featureCount;
        HasWeights = data.Schema.Weight.HasValue;
        CanShuffle = data.Data.CanShuffle;
        ViewRowCount = data.Data.GetRowCount();
        What = what;
        _draw = draw;
        _featureValueCount = featureValueCount;
        _featureColumn = data.Schema.Feature!.Value.Name;
        _data = data;
        _columns = CursOpt.Features | CursOpt.Label | (HasWeights ? CursOpt.Weight : 0) | (draw == null ? 0 : CursOpt.Id);
    }

    public int FeatureCount { get; }

    /// <summary>The targets per row: the label.</summary>
    public int TargetCount { get; } = 1;

    public bool HasWeights { get; }

    /// <summary>Whether the view can bring its rows into a random order by itself.</summary>
    public bool CanShuffle { get; }

    /// <summary>The view's rows, usable or not; <see langword="null"/> where it does not know.</summary>
    public long? ViewRowCount { get; }

    /// <summary>What the set is, for messages.</summary>
    public string What { get; }

    /// <summary>Whether only the rows that are set aside are read, or only the others; <see langword="null"/> for all.</summary>
    public bool? Part { get; init; }

    /// <summary>For each key of the label, counted from 0, the class that it stands for; null where that is the key itself.</summary>
    public IReadOnlyList<int>? Classes { get; init; }

    /// <summary>Begins a pass over the rows.</summary>
    /// <param name="random">What the view shuffles them by, where it can; <see langword="null"/> for no shuffling.</param>
    public ExampleCursor Open(RandomState? random = null)
    {
        var viewRandom = random == null || !CanShuffle ? null : new Random(unchecked((int)random.NextUInt32()));
        // Without ML.NET's factory of cursors, which skips no row any more once a pass has skipped none.
        return new ExampleCursor(
            new FloatLabelCursor(_data, _columns, viewRandom), FeatureCount, _featureColumn, _featureValueCount, _draw, Part)
        {
            Classes = Classes,
        };
    }
}
