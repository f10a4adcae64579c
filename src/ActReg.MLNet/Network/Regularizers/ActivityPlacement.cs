namespace ActReg.MLNet;

/// <summary>Whether an activity penalty sees a hidden layer's values before or after its activation function.</summary>
public enum ActivityPlacement
{
    /// <summary>After: the layer's output. Under ReLU, L1 here makes activations sparse, and can leave units dead.</summary>
    PostActivation,

    /// <summary>Before: the linear output. L1 here shrinks values, but does not make them sparse.</summary>
    PreActivation,
}
