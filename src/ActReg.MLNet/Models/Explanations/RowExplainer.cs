namespace ActReg.MLNet;

/// <summary>Computes what features contribute to the scores of one row after the other; for one thread.</summary>
internal sealed class RowExplainer
{
    private readonly ScorePath _path;
    private readonly ContributionSettings _settings;
    private readonly double[] _contributions;

    /// <param name="model">The model.</param>
    /// <param name="settings">How.</param>
    /// <param name="baseline">Where features come from; null for what the model says.</param>
    /// <exception cref="NotSupportedException">A network's scores cannot be followed.</exception>
    public RowExplainer(IExplainedModel model, ContributionSettings settings, IReadOnlyList<float>? baseline = null)
    {
        _path = model.CreatePath(settings.Capacity);
        _settings = settings;
        _contributions = new double[model.FeatureCount];
        Baseline = [.. baseline ?? _path.Baseline(model.FeatureCount)];
    }

    /// <summary>Where features come from.</summary>
    public float[] Baseline { get; }

    /// <summary>The scores of a row.</summary>
    public int ScoreCount => _path.ScoreCount;

    /// <param name="place">The row's place in the data.</param>
    /// <param name="features">The row, in the model's domain.</param>
    /// <param name="output">Which of its scores; null for the largest.</param>
    public RowContributions Explain(long place, ReadOnlySpan<float> features, int? output)
    {
        _path.SetRow(Baseline, features);
        var explained = output ?? (ScoreCount == 1 ? 0 : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(_path.Scores()));
        var (baseline, row) = _settings.Method == FeatureContributionMethod.IntegratedGradients
            ? PathIntegral.Compute(_path, explained, _settings.Steps, _contributions) : AtRow(explained);
        return new RowContributions(place, explained, (float)row, (float)baseline, [.. _contributions.Select(value => (float)value)]);
    }

    private (double Baseline, double Row) AtRow(int output)
    {
        PathPoint from = new(0, _contributions.Length), to = new(1, _contributions.Length);
        _path.Compute(output, [from, to]);
        for (var i = 0; i < _contributions.Length; i++)
            _contributions[i] = to.Shares[i];
        return (from.Score, to.Score);
    }
}
