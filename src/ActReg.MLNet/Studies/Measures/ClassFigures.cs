namespace ActReg.MLNet;

/// <summary>What a prediction of classes is worth, told by logits: where a network is sure of a mistake, its probability in single precision would be 0.</summary>
/// <param name="LogLoss">-ln of the probability of the row's class.</param>
/// <param name="BrierScore">The squared differences of probabilities and outcomes, of two classes counted once.</param>
/// <param name="Probability">Of two classes the positive one's; of more that of the likeliest.</param>
internal readonly record struct ClassFigures(double LogLoss, double BrierScore, double Probability)
{
    /// <param name="logOdds">Of the positive class.</param>
    /// <param name="isPositive">Whether the row is.</param>
    public static ClassFigures OfTwo(double logOdds, bool isPositive)
    {
        var (probability, outcome) = (1 / (1 + Math.Exp(-logOdds)), isPositive ? 1f : 0f);
        return new(ScoreLosses.OfLogit(logOdds, outcome), Square(probability - outcome), probability);
    }

    /// <param name="logits">A softmax's inputs.</param>
    /// <param name="label">The index of the row's class.</param>
    public static ClassFigures OfMany(ReadOnlySpan<float> logits, int label)
    {
        double largest = System.Numerics.Tensors.TensorPrimitives.Max(logits);
        double sum = 0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        var logSum = largest + Math.Log(sum);
        double brier = 0;
        for (var c = 0; c < logits.Length; c++)
            brier += Square(Math.Exp(logits[c] - logSum) - (c == label ? 1 : 0));
        return new(logSum - logits[label], brier, Math.Exp(largest - logSum));
    }

    private static double Square(double x) => x * x;
}
