namespace ActReg.MLNet;

/// <summary>The options of the trainers that <c>ActivityRegularizedMlp</c> makes. A trainer copies them when it is made.</summary>
public sealed class ActivityRegularizedMlpOptions : ActivityRegularizedOptionsBase
{
    internal const int DefaultUnits = 256;

    /// <summary>Those of a network with one hidden layer: dense, of 256 units, with ReLU.</summary>
    public ActivityRegularizedMlpOptions()
        : base([Layer.Dense(DefaultUnits, Activation.Relu)])
    {
    }
}
