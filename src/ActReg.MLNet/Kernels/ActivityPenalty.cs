namespace ActReg.MLNet;

/// <summary>The activity penalties of a network on a batch.</summary>
internal static unsafe class ActivityPenalty
{
    /// <summary>The sum over all steps, reduced.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="rows">The batch's rows.</param>
    /// <param name="weight">Their number, or their sum of weights.</param>
    /// <param name="weights">One per row; empty where every row counts once.</param>
    /// <param name="outputs">What the steps put out.</param>
    public static double Sum(NetworkPlan plan, int rows, double weight, ReadOnlySpan<float> weights, StepOutputs outputs)
    {
        double total = 0;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            if (step.Penalty == null)
                continue;
            double sum = 0;
            for (var row = 0; row < rows; row++)
            {
                var activations = new ReadOnlySpan<float>(outputs[i].Pointer + (nint)row * step.Stride, step.Stride);
                sum += step.Penalty.Penalty(activations) * (weights.IsEmpty ? 1 : weights[row]);
            }

            total += sum * step.Penalty.Scale(weight, step.Size);
        }

        return total;
    }

    /// <summary>Adds the gradient of one step's penalty by its output.</summary>
    public static void AddGradient(
        Step step, int rows, double weight, ReadOnlySpan<float> weights, AlignedBuffer output, Matrix gradient)
    {
        if (step.Penalty == null)
            return;
        var scale = (float)step.Penalty.Scale(weight, step.Size);
        for (var row = 0; row < rows; row++)
        {
            var activations = new ReadOnlySpan<float>(output.Pointer + (nint)row * step.Stride, step.Stride);
            var target = new Span<float>(gradient.Start + row * gradient.Row, step.Stride);
            step.Penalty.AddGradient(activations, weights.IsEmpty ? scale : scale * weights[row], target);
        }
    }
}
