namespace ActReg.MLNet;

/// <summary>Watches a training for <see cref="LearningRateSchedule.ReduceOnPlateau"/>.</summary>
internal sealed class PlateauLearningRate(PlateauSchedule rule) : ILearningRate
{
    private double _factor = 1;
    private double _bestCost = double.PositiveInfinity;
    private int _worseEpochs;
    private int _cooldown;

    public double Factor(TrainingMoment moment) => _factor;

    public void EndEpoch(EpochMetrics metrics)
    {
        // The last epoch of a cooldown counts again, as in Keras.
        _cooldown = Math.Max(0, _cooldown - 1);
        var cost = rule.Monitor.Cost(metrics);
        if (cost + rule.MinDelta < _bestCost)
        {
            _bestCost = cost;
            _worseEpochs = 0;
        }
        else if (_cooldown == 0 && ++_worseEpochs >= rule.Patience && _factor > rule.MinFactor)
        {
            _factor = Math.Max(_factor * rule.Factor, rule.MinFactor);
            _worseEpochs = 0;
            _cooldown = rule.Cooldown;
        }
    }
}
