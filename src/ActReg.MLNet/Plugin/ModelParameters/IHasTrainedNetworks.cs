namespace ActReg.MLNet;

/// <summary>What all model parameters of this plugin have, whatever they score with.</summary>
internal interface IHasTrainedNetworks
{
    /// <summary>One, or an ensemble's.</summary>
    IReadOnlyList<INetworkModel> Networks { get; }
}
