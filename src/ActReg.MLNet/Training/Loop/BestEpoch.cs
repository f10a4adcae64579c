namespace ActReg.MLNet;

/// <summary>Watches a training for <see cref="EarlyStopping"/>.</summary>
/// <param name="rule">When to stop.</param>
/// <param name="hasBegun">
/// Whether, as of an epoch, there is something to judge: not while penalties are still on their way to the strength that the model is to have.
/// </param>
internal sealed class BestEpoch(EarlyStopping rule, Func<EpochMetrics, bool> hasBegun)
{
    private bool _hasBegun;
    private double _bestCost = double.PositiveInfinity;
    private int _worseEpochs;

    /// <summary>What watches a training; <see langword="null"/> where nothing does.</summary>
    public static BestEpoch? For(TrainingRequest request)
    {
        int[] units = [.. request.Plan.PenalizedSteps.Select(step => request.Plan.Steps[step].Size)];
        return request.Settings.EarlyStopping is { } rule
            ? new BestEpoch(rule, metrics => request.Settings.PenaltiesHaveArrived(metrics, units)) : null;
    }

    /// <summary>The best epoch so far; 0 while there is none.</summary>
    public int Epoch { get; private set; }

    /// <summary>The weights of the best epoch so far; null where there is none, or they are not to be restored.</summary>
    public IReadOnlyList<WeightTensor>? Weights { get; private set; }

    /// <summary>Takes note of an epoch, and says whether to go on.</summary>
    /// <param name="metrics">The epoch.</param>
    /// <param name="getWeights">Gives the weights after it.</param>
    public bool Watch(EpochMetrics metrics, Func<IReadOnlyList<WeightTensor>> getWeights)
    {
        _hasBegun |= hasBegun(metrics);
        if (!_hasBegun || metrics.Epoch < rule.StartEpoch)
            return true;
        var cost = rule.Monitor.Cost(metrics);
        if (!(cost < _bestCost - rule.MinDelta))
            return ++_worseEpochs < rule.Patience;
        _bestCost = cost;
        _worseEpochs = 0;
        Epoch = metrics.Epoch;
        Weights = rule.RestoreBestWeights ? getWeights() : null;
        return true;
    }
}
