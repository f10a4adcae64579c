namespace ActReg.MLNet;

/// <summary>An activation function, applied to each value.</summary>
internal sealed class ActivationStep(int layerIndex, int size, Activation activation, ActivityRegularizer? penalty)
    : Step(layerIndex, size, penalty)
{
    public Activation Activation { get; } = activation;
}
