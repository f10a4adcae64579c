using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Binary cross-entropy from logits, in natural units: <c>log(1 + exp(z)) - y z</c>, computed so that no logit overflows it.</summary>
internal sealed record BinaryCrossEntropy : Loss
{
    public override int OutputCount => 1;

    public override int TargetCount => 1;

    public override int ClassCount => 2;

    public override MemberMean MemberMean => MemberMean.Probabilities;

    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        double loss = 0, correct = 0;
        Span<float> losses = stackalloc float[8];
        for (var first = 0; first < rows; first += 8)
        {
            var count = Math.Min(8, rows - first);
            var logits = Gather(outputs.Start + first * outputs.Row, outputs.Row, count);
            var labels = Gather(targets.Start + first * targets.Row, targets.Row, count);
            var (rowLosses, errors) = Of(logits, labels);
            rowLosses.CopyTo(losses);
            for (var i = 0; i < count; i++)
            {
                var weight = weights.IsEmpty ? 1f : weights[first + i];
                var logit = logits[i];
                loss += weight * losses[i];
                correct += logit > 0 == labels[i] > 0.5f ? weight : 0f;
                gradient.Start[(first + i) * gradient.Row] = errors[i] * weight * scale;
            }
        }

        return new LossSums(loss, correct);
    }

    /// <summary>The losses of eight logits, and their derivatives.</summary>
    public static (Vector256<float> Losses, Vector256<float> Errors) Of(Vector256<float> logits, Vector256<float> labels)
    {
        // log(1 + e^z) - y z = max(z, 0) - y z + log(1 + e^-|z|)
        var decay = Vector256.Exp(-Vector256.Abs(logits));
        return (
            Vector256.Max(logits, Vector256<float>.Zero) - labels * logits + VectorMath.LogOnePlus(new EightLanes(decay)).Vector,
            VectorMath.Sigmoid(new EightLanes(logits)).Vector - labels);
    }

    private static unsafe Vector256<float> Gather(float* start, nint stride, int count)
    {
        Span<float> values = stackalloc float[8];
        values.Clear();
        for (var i = 0; i < count; i++)
            values[i] = start[i * stride];
        return Vector256.Create<float>(values);
    }
}
