using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>
/// Cross-entropy with smoothed labels (Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016; Keras's
/// <c>label_smoothing</c>): a label's <c>y</c> of 0 or 1 becomes <c>y (1 - smoothing) + smoothing / classes</c>.
/// </summary>
/// <remarks>That adds <c>smoothing (z_y - mean(z))</c> to a row's loss; of two classes with one logit <c>z</c>, the other's is 0.</remarks>
/// <param name="Hard">The same with labels as they are.</param>
/// <param name="Smoothing">Above 0 and below 1.</param>
internal sealed record SmoothedCrossEntropy(Loss Hard, float Smoothing) : Loss
{
    public override int OutputCount => Hard.OutputCount;

    public override int TargetCount => Hard.TargetCount;

    public override int ClassCount => Hard.ClassCount;

    public override MemberMean MemberMean => Hard.MemberMean;

    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        var sums = Hard.Evaluate(rows, outputs, targets, weights, gradient, scale);
        double added = 0;
        for (var row = 0; row < rows; row++)
        {
            var weight = weights.IsEmpty ? 1f : weights[row];
            var logits = new ReadOnlySpan<float>(outputs.Start + row * outputs.Row, OutputCount);
            var errors = new Span<float>(gradient.Start + row * gradient.Row, OutputCount);
            added += weight * Smooth(logits, (int)targets.Start[row * targets.Row], errors, Smoothing * weight * scale);
        }

        return sums with { Loss = sums.Loss + Smoothing * added };
    }

    public override void ToScores(Span<float> outputs) => Hard.ToScores(outputs);

    /// <summary>How far the label's logit is above the mean of all, whose gradient is added, times a factor.</summary>
    private float Smooth(ReadOnlySpan<float> logits, int label, Span<float> errors, float factor)
    {
        if (logits.Length == 1)
        {
            errors[0] += factor * (label - 0.5f);
            return logits[0] * (label - 0.5f);
        }

        TensorPrimitives.Subtract(errors, factor / ClassCount, errors);
        errors[label] += factor;
        return logits[label] - TensorPrimitives.Sum(logits) / ClassCount;
    }
}
