namespace ActReg.MLNet;

/// <summary>What <see cref="TrainingOptions.OnEpochEnd"/> is given.</summary>
public sealed class EpochEnd
{
    internal EpochEnd(EpochMetrics metrics, int member) => (Metrics, Member) = (metrics, member);

    /// <summary>The network and the epoch's figures.</summary>
    public override string ToString() => $"network {Member}: {Metrics}";

    /// <summary>The epoch's figures.</summary>
    public EpochMetrics Metrics { get; }

    /// <summary>Which network of an ensemble was trained, from 0; 0 where there is one.</summary>
    public int Member { get; }

    /// <summary>Set it to end the network's training after this epoch, with the weights as they are.</summary>
    public bool Stop { get; set; }
}
