namespace ActReg.MLNet;

/// <summary>The history of a stored network: so many numbers per epoch.</summary>
internal sealed class StoredHistory
{
    private const int FirstVersionColumns = 7;
    private const int Columns = 9;
    private const int ColumnsPerActivity = 2;

    private readonly NetworkDescription _description;
    private readonly int _version;
    private readonly int[] _penalizedLayers;
    private readonly string[] _metrics;
    private readonly ValueList<PenalizedLayerMetrics> _constantStrengths;

    /// <param name="description">The network's.</param>
    /// <param name="version">The format version that it is stored in.</param>
    public StoredHistory(NetworkDescription description, int version)
    {
        _description = description;
        _version = version;
        _penalizedLayers =
            [.. Enumerable.Range(0, description.Layers.Count).Where(i => description.Layers[i].IsPenalized)];
        _metrics = [.. WatchedFigure.Measured(description.Settings).Select(metric => metric.Name)];
        _constantStrengths = new(_penalizedLayers.Select(layer => new PenalizedLayerMetrics(layer, Strength: 1, ZeroFraction: double.NaN)));
    }

    /// <summary>How many numbers there are.</summary>
    public Int128 Length =>
        (Int128)_description.Epochs * (_version == 1 ? FirstVersionColumns : Columns + ColumnsPerActivity * _penalizedLayers.Length + _metrics.Length);

    /// <summary>What is stored of an epoch, in the current version.</summary>
    public static double[] Values(EpochMetrics metrics) =>
    [
        metrics.Loss, metrics.DataLoss, metrics.ActivityPenalty, metrics.Accuracy,
        metrics.ValidationLoss, metrics.ValidationDataLoss, metrics.ValidationAccuracy, metrics.KernelPenalty, metrics.LearningRate,
        .. metrics.Activities.SelectMany(activity => new[] { activity.Strength, activity.ZeroFraction }),
        .. metrics.ValidationMetrics.Select(metric => metric.Value),
    ];

    public EpochMetrics[] Take(ContentReader reader)
    {
        var history = new EpochMetrics[_description.Epochs];
        for (var i = 0; i < history.Length; i++)
        {
            history[i] = new EpochMetrics
            {
                Epoch = i + 1,
                Loss = reader.TakeDouble(),
                DataLoss = reader.TakeDouble(),
                ActivityPenalty = reader.TakeDouble(),
                Accuracy = reader.TakeDouble(),
                ValidationLoss = reader.TakeDouble(),
                ValidationDataLoss = reader.TakeDouble(),
                ValidationAccuracy = reader.TakeDouble(),
                // In version 1 there were no kernel penalties, and rate and strengths were constant.
                KernelPenalty = _version == 1 ? 0 : reader.TakeDouble(),
                LearningRate = _version == 1 ? _description.Settings.LearningRate : reader.TakeDouble(),
                Activities = _version == 1 ? _constantStrengths : TakeActivities(reader),
                ValidationMetrics = _version == 1 ? [] : TakeMetrics(reader),
            };
        }

        return history;
    }

    private PenalizedLayerMetrics[] TakeActivities(ContentReader reader)
    {
        var activities = new PenalizedLayerMetrics[_penalizedLayers.Length];
        for (var i = 0; i < activities.Length; i++)
            activities[i] = new PenalizedLayerMetrics(_penalizedLayers[i], reader.TakeDouble(), reader.TakeDouble());
        return activities;
    }

    private ValidationMetricValue[] TakeMetrics(ContentReader reader)
    {
        var metrics = new ValidationMetricValue[_metrics.Length];
        for (var i = 0; i < metrics.Length; i++)
            metrics[i] = new ValidationMetricValue(_metrics[i], reader.TakeDouble());
        return metrics;
    }
}
