namespace ActReg.MLNet;

/// <summary>Rows to train or validate on, in memory.</summary>
/// <param name="Features">Of each row; finite.</param>
/// <param name="Targets">Of each row: what a <see cref="Loss"/> compares outputs with.</param>
/// <param name="Weights">One per row; <see langword="null"/> where every row counts once.</param>
internal sealed record TrainingSet(FeatureValues Features, RowValues Targets, RowValues? Weights)
{
    /// <param name="featureCount">The features per row.</param>
    /// <param name="features">Row-major, [rows, features]; finite.</param>
    /// <param name="targetCount">The targets per row.</param>
    /// <param name="targets">Row-major, [rows, targets].</param>
    /// <param name="weights">One per row; <see langword="null"/> where every row counts once.</param>
    public TrainingSet(int featureCount, float[] features, int targetCount, float[] targets, float[]? weights)
        : this(new RowValues(featureCount, features), new(targetCount, targets), weights == null ? null : new(1, weights))
    {
    }

    /// <param name="featureCount">The features per row.</param>
    /// <param name="features">Row-major, [rows, features]; finite.</param>
    /// <param name="labels">The one target of each row.</param>
    /// <param name="weights">One per row; <see langword="null"/> where every row counts once.</param>
    public TrainingSet(int featureCount, float[] features, float[] labels, float[]? weights)
        : this(featureCount, features, targetCount: 1, labels, weights)
    {
    }

    /// <summary>Of each row what its features were scaled by, [mean, spread]; <see langword="null"/> where they are as they were.</summary>
    public RowValues? Windows { get; init; }

    /// <summary>Of each row what it has in common with those that it belongs together with; <see langword="null"/> where each stands for itself.</summary>
    public IReadOnlyList<uint>? Groups { get; init; }

    public int FeatureCount => Features.Width;

    public int TargetCount => Targets.Width;

    public int RowCount => Targets.Count;

    /// <summary>Whether the targets are the rows' own features, which stand in memory once.</summary>
    public bool TargetsAreFeatures => ReferenceEquals(Targets, Features);

    /// <summary>The numbers of a row beside its features and weight: its targets, where they are not the features.</summary>
    public int LabelCount => TargetsAreFeatures ? 0 : TargetCount;

    /// <summary>A row's features; where their zeros are left out, a copy.</summary>
    public ReadOnlySpan<float> Row(int row) => Features.Row(row);

    public Span<float> Target(int row) => Targets[row];

    /// <summary>A row's targets, where they are not its own features; else nothing.</summary>
    public ReadOnlySpan<float> Labels(int row) => TargetsAreFeatures ? [] : Targets[row];

    public float Weight(int row) => Weights == null ? 1 : Weights[row][0];

    /// <summary>What a row's features were scaled by; <see langword="null"/> where they are as they were.</summary>
    public WindowScale? Window(int row) => Windows == null ? null : WindowScale.From(Windows[row]);

    /// <summary>What some rows weigh together.</summary>
    public double WeightOf(ReadOnlySpan<int> rows)
    {
        if (Weights == null)
            return rows.Length;
        double sum = 0;
        foreach (var row in rows)
            sum += Weight(row);
        return sum;
    }

    /// <summary>Rows whose targets are their own features, which stand in memory once.</summary>
    public static TrainingSet OfFeatures(RowValues features, RowValues? weights = null) => new(features, features, weights);
}
