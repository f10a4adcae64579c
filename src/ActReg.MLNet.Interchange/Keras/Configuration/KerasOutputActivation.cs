namespace ActReg.MLNet.Interchange;

/// <summary>What a Keras model ends in. Here it is the trainer's: its output layer is linear, and what it scores tells which trainer goes with which.</summary>
public enum KerasOutputActivation
{
    /// <summary>Nothing: regression, or logits.</summary>
    Linear,

    /// <summary><c>sigmoid</c>: binary classification of one unit, whose <c>Probability</c> it is; of several, one label for each.</summary>
    Sigmoid,

    /// <summary><c>softmax</c>: multiclass classification, whose <c>Score</c> it is.</summary>
    Softmax,
}
