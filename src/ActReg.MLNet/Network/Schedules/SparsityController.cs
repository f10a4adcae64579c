namespace ActReg.MLNet;

/// <summary>Steers each layer's share of active outputs, those not 0, to a target.</summary>
/// <remarks><see cref="ActivityPenaltySchedule.TargetSparsity"/> says how.</remarks>
internal abstract record SparsityController : ActivityPenaltySchedule
{
    public const double LowestStrength = 1e-4;
    public const double HighestStrength = 1e4;

    private const double Gain = 3;
    private const double DefaultShareOfSteps = 0.1;
    private const double FewestDefaultSteps = 150;

    /// <summary>How many times the active outputs asked for there may still be.</summary>
    private const double ArrivedWithin = 1.1;

    private static readonly double LargestGap = Math.Log(10);

    private protected SparsityController(int? epochs) =>
        Epochs = epochs is { } given ? Require.AtLeast(1, given, nameof(epochs)) : null;

    public int? Epochs { get; }

    internal sealed override bool CountsZeros => true;

    internal sealed override bool HasArrived(EpochMetrics metrics, IReadOnlyList<int> units) => metrics.Activities.Zip(units).All(
        layer => 1 - layer.First.ZeroFraction <= ArrivedWithin * ActiveTarget(layer.Second));

    /// <summary>The share of active outputs to reach in a layer.</summary>
    private protected abstract double ActiveTarget(int units);

    internal sealed override void Adjust(Span<double> strengths, RecentSparsity sparsity, TrainingMoment moment)
    {
        var steps = Epochs is { } epochs
            ? (double)epochs * moment.StepsPerEpoch
            : Math.Max(DefaultShareOfSteps * moment.Steps, FewestDefaultSteps);
        for (var i = 0; i < strengths.Length; i++)
        {
            var target = ActiveTarget(sparsity.Units[i]);
            var gap = Gap(sparsity.Last[i], target);
            if (double.IsNaN(gap))
                continue;
            var change = gap - Gap(sparsity.BeforeLast[i], target);
            var factor = Math.Exp(Gain * ((double.IsNaN(change) ? 0 : change) + gap / steps));
            strengths[i] = Math.Clamp(strengths[i] * factor, LowestStrength, HighestStrength);
        }
    }

    private static double Gap(double zeroFraction, double activeTarget) =>
        Math.Clamp(Math.Log((1 - zeroFraction) / activeTarget), -LargestGap, LargestGap);
}
