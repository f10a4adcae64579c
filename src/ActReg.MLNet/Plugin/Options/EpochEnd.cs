namespace ActReg.MLNet;

/// <summary>What <see cref="TrainingOptions.OnEpochEnd"/> is given.</summary>
public sealed class EpochEnd
{
    internal EpochEnd(EpochMetrics metrics) => Metrics = metrics;

    /// <summary>The epoch's figures.</summary>
    public EpochMetrics Metrics { get; }

    /// <summary>Set it to end training after this epoch, with the weights as they are.</summary>
    public bool Stop { get; set; }
}
