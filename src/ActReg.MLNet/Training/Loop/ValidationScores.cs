namespace ActReg.MLNet;

/// <summary>What a network makes of the validation set, kept for the metrics that are computed from all of it.</summary>
internal sealed class ValidationScores
{
    private readonly IReadOnlyList<TrainingMetric> _metrics;
    private readonly Loss _loss;
    private readonly LabelScales? _labelScales;
    private readonly float[] _scores;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly WindowScale?[] _windows;
    private int _rows;

    private ValidationScores(IReadOnlyList<TrainingMetric> metrics, Loss loss, LabelScales? labelScales, int rows)
    {
        _metrics = metrics;
        _loss = loss;
        _labelScales = labelScales;
        _scores = new float[rows * loss.OutputCount];
        _labels = new float[rows * loss.TargetCount];
        _weights = new float[rows];
        _windows = new WindowScale?[rows];
    }

    /// <summary>Place for those of a training; <see langword="null"/> where nothing is computed from them.</summary>
    /// <exception cref="InvalidOperationException">The rows are too many, or of one class where it takes two.</exception>
    public static ValidationScores? For(TrainingRequest request, TrainingData data)
    {
        TrainingMetric[] metrics = [.. WatchedFigure.Measured(request.Settings)];
        if (metrics.Length == 0 || data.Validation == null)
            return null;
        var (rows, most) = (data.Validation.RowCount, Array.MaxLength / request.Loss.OutputCount);
        if (rows > most)
            throw new InvalidOperationException($"{metrics[0]} is computed from scores that are kept in memory: of at most {most} validation rows; there are {rows}.");
        if (metrics.FirstOrDefault(metric => metric.IsOfTwoClasses) is { } ofTwo && data.Validation.SummarizeLabels(request.Loss.ClassCount).OnlyLabel is { } label)
            throw new InvalidOperationException($"{ofTwo} takes validation rows of both classes; all {rows} have the label {label > 0.5f}.");
        return new ValidationScores(metrics, request.Loss, data.LabelScales, (int)rows);
    }

    public void StartEpoch() => _rows = 0;

    /// <summary>Takes note of the next rows, and says where their outputs are to go.</summary>
    public Span<float> Add(RowBatch batch)
    {
        var outputs = _scores.AsSpan(_rows * _loss.OutputCount, batch.Rows.Length * _loss.OutputCount);
        foreach (var row in batch.Rows)
        {
            var labels = _labels.AsSpan(_rows * _loss.TargetCount, _loss.TargetCount);
            batch.Set.Target(row).CopyTo(labels);
            _labelScales?.Undo(labels);
            _windows[_rows] = batch.Set.Window(row);
            _windows[_rows]?.Undo(labels);
            _weights[_rows++] = batch.Set.Weight(row);
        }

        return outputs;
    }

    /// <summary>The epoch's metrics. Of scores that are not finite there are none: weights have diverged, or will be seen to have.</summary>
    /// <exception cref="InvalidOperationException">A user's metric threw, or returned no number.</exception>
    public IReadOnlyList<ValidationMetricValue> Measure()
    {
        var areFinite = FiniteValues.AreAll(_scores);
        for (var row = 0; row < _weights.Length && areFinite; row++)
            ToScores(_scores.AsSpan(row * _loss.OutputCount, _loss.OutputCount), _windows[row]);
        return [.. _metrics.Select(metric => new ValidationMetricValue(
            metric.Name, areFinite ? metric.Compute(_scores, _labels, _weights) : double.NaN))];
    }

    private void ToScores(Span<float> outputs, WindowScale? window)
    {
        _loss.ToScores(outputs);
        _labelScales?.Undo(outputs);
        window?.Undo(outputs);
        _labelScales?.Bound(outputs);
    }
}
