using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>Cross-entropy of the softmax of logits, in natural units: <c>log Σₖ exp(zₖ) - z_y</c>, shifted so that no logit overflows it.</summary>
internal sealed record SoftmaxCrossEntropy : Loss
{
    /// <param name="classCount">The number of classes; targets are 0 to one less.</param>
    public SoftmaxCrossEntropy(int classCount) => ClassCount = classCount;

    public override int OutputCount => ClassCount;

    public override int TargetCount => 1;

    public override int ClassCount { get; }

    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        double loss = 0, correct = 0;
        for (var row = 0; row < rows; row++)
        {
            var logits = new ReadOnlySpan<float>(outputs.Start + row * outputs.Row, ClassCount);
            var errors = new Span<float>(gradient.Start + row * gradient.Row, ClassCount);
            var label = (int)targets.Start[row * targets.Row];
            var weight = weights.IsEmpty ? 1f : weights[row];
            var logOfSum = Softmax(logits, errors);
            loss += weight * (logOfSum - logits[label]);
            correct += TensorPrimitives.IndexOfMax(logits) == label ? weight : 0f;
            errors[label] -= 1;
            TensorPrimitives.Multiply(errors, weight * scale, errors);
        }

        return new LossSums(loss, correct);
    }

    public override void ToScores(Span<float> outputs) => Softmax(outputs, outputs);

    /// <summary>Writes the probabilities of logits, and returns the logarithm of the sum of their exponentials.</summary>
    public static float Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var largest = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, largest, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        var sum = TensorPrimitives.Sum<float>(probabilities);
        TensorPrimitives.Divide(probabilities, sum, probabilities);
        return largest + MathF.Log(sum);
    }
}
