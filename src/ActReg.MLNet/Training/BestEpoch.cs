namespace ActReg.MLNet;

/// <summary>Watches a training for <see cref="EarlyStopping"/>.</summary>
internal sealed class BestEpoch(EarlyStopping rule)
{
    private double _bestCost = double.PositiveInfinity;
    private int _worseEpochs;

    /// <summary>The weights of the best epoch so far; null where there is none, or they are not to be restored.</summary>
    public IReadOnlyList<WeightTensor>? Weights { get; private set; }

    /// <summary>Takes note of an epoch, and says whether to go on.</summary>
    public bool Watch(EpochMetrics metrics, ITrainingEngine engine)
    {
        if (metrics.Epoch < rule.StartEpoch)
            return true;
        var cost = rule.Monitor.Cost(metrics);
        if (!(cost < _bestCost - rule.MinDelta))
            return ++_worseEpochs < rule.Patience;
        _bestCost = cost;
        _worseEpochs = 0;
        Weights = rule.RestoreBestWeights ? engine.GetWeights() : null;
        return true;
    }
}
