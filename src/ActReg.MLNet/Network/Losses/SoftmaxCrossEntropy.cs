using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Cross-entropy of the softmax of logits, in natural units: <c>log Σₖ exp(zₖ) - z_y</c>, shifted so that no logit overflows it.</summary>
internal sealed record SoftmaxCrossEntropy : Loss
{
    /// <param name="classCount">The number of classes; targets are 0 to one less.</param>
    public SoftmaxCrossEntropy(int classCount) => ClassCount = classCount;

    public override int OutputCount => ClassCount;

    public override int TargetCount => 1;

    public override int ClassCount { get; }

    public override MemberMean MemberMean => MemberMean.Softmax;

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

    /// <summary><c>pₖ (gₖ - Σ pⱼ gⱼ)</c>.</summary>
    public override void ToOutputSlopes(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        var probabilities = new float[outputs.Length];
        Softmax(outputs, probabilities);
        var mean = TensorPrimitives.Dot(probabilities, slopes);
        for (var i = 0; i < slopes.Length; i++)
            slopes[i] = probabilities[i] * (slopes[i] - mean);
    }

    /// <summary>Writes the probabilities of logits, and returns the logarithm of the sum of their exponentials.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static unsafe float Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
            largest = logit > largest ? logit : largest;
        var eight = stackalloc float[EightLanes.Count];
        var values = new Span<float>(eight, EightLanes.Count);
        EightLanes shift = EightLanes.Broadcast(largest), sums = EightLanes.Zero;
        for (var i = 0; i < logits.Length; i += EightLanes.Count)
        {
            var count = Math.Min(EightLanes.Count, logits.Length - i);
            logits.Slice(i, count).CopyTo(values);
            var exponentials = EightLanes.Exp(EightLanes.Load(eight) - shift);
            exponentials.Store(eight);
            values[..count].CopyTo(probabilities[i..]);
            sums += exponentials & EightLanes.First(count);
        }

        var sum = EightLanes.Sum(sums);
        fixed (float* start = probabilities)
            Channels.Divide(logits.Length, sum, start);
        return largest + MathF.Log(sum);
    }
}
