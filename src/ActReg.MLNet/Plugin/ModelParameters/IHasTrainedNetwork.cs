namespace ActReg.MLNet;

/// <summary>What all model parameters of this plugin have, whatever they score with.</summary>
internal interface IHasTrainedNetwork
{
    TrainedNetwork Network { get; }
}
