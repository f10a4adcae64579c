using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Binary cross-entropy from the logits of several labels, each of which is there or not: the mean over them, as Keras's <c>BinaryCrossentropy</c>.</summary>
internal sealed record MultilabelCrossEntropy : Loss
{
    /// <param name="labelCount">The labels per row.</param>
    public MultilabelCrossEntropy(int labelCount) => OutputCount = labelCount;

    public override int OutputCount { get; }

    public override int TargetCount => OutputCount;

    // A row is of no one class.
    public override int ClassCount => 0;

    public override MemberMean MemberMean => MemberMean.Probabilities;

    /// <remarks>A row counts as correct by the share of its labels that are told correctly, as Keras's <c>BinaryAccuracy</c>.</remarks>
    /// <inheritdoc/>
    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        double loss = 0, correct = 0;
        Span<float> logits = stackalloc float[8], labels = stackalloc float[8], losses = stackalloc float[8], errors = stackalloc float[8];
        for (var row = 0; row < rows; row++)
        {
            var weight = weights.IsEmpty ? 1f : weights[row];
            double rowLoss = 0;
            var rowCorrect = 0;
            for (var first = 0; first < OutputCount; first += 8)
            {
                var count = Math.Min(8, OutputCount - first);
                new ReadOnlySpan<float>(outputs.Start + row * outputs.Row + first, count).CopyTo(logits);
                new ReadOnlySpan<float>(targets.Start + row * targets.Row + first, count).CopyTo(labels);
                var (vectorLosses, vectorErrors) = BinaryCrossEntropy.Of(Vector256.Create<float>(logits), Vector256.Create<float>(labels));
                vectorLosses.CopyTo(losses);
                vectorErrors.CopyTo(errors);
                for (var i = 0; i < count; i++)
                {
                    rowLoss += losses[i];
                    rowCorrect += logits[i] > 0 == labels[i] > 0.5f ? 1 : 0;
                    gradient.Start[row * gradient.Row + first + i] = errors[i] * weight * (scale / OutputCount);
                }
            }

            loss += weight * rowLoss / OutputCount;
            correct += (double)weight * rowCorrect / OutputCount;
        }

        return new LossSums(loss, correct);
    }
}
