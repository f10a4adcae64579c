namespace ActReg.MLNet;

/// <summary>The gradient of a network's loss by its parameters, from what <see cref="ForwardPass"/> left behind.</summary>
internal sealed unsafe class BackwardPass
{
    private readonly NetworkPlan _plan;
    private readonly int _firstDense;
    private readonly AlignedBuffer[] _gradients;
    private readonly AlignedBuffer _transposedKernel;

    /// <param name="plan">The network.</param>
    /// <param name="capacity">The most rows at a time.</param>
    public BackwardPass(NetworkPlan plan, int capacity)
    {
        _plan = plan;
        // Nothing before it has parameters.
        _firstDense = plan.Steps.TakeWhile(step => step is not DenseStep).Count();
        var widest = AlignedBuffer.Pad(checked(capacity * plan.Steps.Max(step => step.Stride)));
        _gradients = [new AlignedBuffer(widest), new AlignedBuffer(widest)];
        _transposedKernel = new AlignedBuffer(plan.Steps.OfType<DenseStep>().Skip(1).Where(step => !step.IsTransposed)
            .Select(step => checked(step.Size * AlignedBuffer.Pad(step.Inputs))).DefaultIfEmpty().Max());
    }

    /// <summary>Where the gradient by the network's outputs goes before <see cref="Run"/>.</summary>
    public Matrix OutputGradient => new(_gradients[0].Pointer, _plan.Steps[^1].Stride);

    /// <summary>Writes the gradient by every parameter, the penalties' included.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="rows">The batch's rows.</param>
    /// <param name="weight">Their number, or their sum of weights.</param>
    /// <param name="weights">One per row; empty where every row counts once.</param>
    /// <param name="outputs">What the steps put out for the batch.</param>
    /// <param name="gradient">As long as <paramref name="parameters"/>.</param>
    public void Run(
        AlignedBuffer parameters, int rows, double weight, ReadOnlySpan<float> weights, StepOutputs outputs, AlignedBuffer gradient)
    {
        var last = _plan.Steps[^1];
        // The loss writes no padding, and the buffer has had other uses.
        Rows.ClearColumns(rows, OutputGradient, last.Size, last.Stride);
        var current = 0;
        for (var i = _plan.Steps.Count - 1; i >= _firstDense; i--)
        {
            var step = _plan.Steps[i];
            var output = new Matrix(_gradients[current].Pointer, step.Stride);
            ActivityPenalty.AddGradient(step, rows, weight, weights, outputs[i], output);
            var input = i == 0 ? outputs.Input : outputs[i - 1];
            if (step is ActivationStep activation)
            {
                var length = checked(rows * step.Stride);
                activation.Activation.Backward(input.Span[..length], outputs[i].Span[..length], _gradients[current].Span[..length]);
            }
            else if (step is DenseStep dense)
            {
                var inputStride = i == 0 ? outputs.InputStride : _plan.Steps[i - 1].Stride;
                ParameterGradient(dense, rows, new Matrix(input.Pointer, inputStride), output, gradient.Pointer);
                if (i > _firstDense)
                {
                    InputGradient(dense, rows, parameters.Pointer, output, new Matrix(_gradients[1 - current].Pointer, inputStride));
                    current = 1 - current;
                }
            }
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(outputs);
        GC.KeepAlive(gradient);
        GC.KeepAlive(this);
    }

    private static void ParameterGradient(DenseStep step, int rows, Matrix input, Matrix output, float* gradient)
    {
        var kernel = new Matrix(gradient + step.KernelOffset, step.KernelStride);
        if (step.IsTransposed)
            MatrixProduct.Multiply(step.Size, step.KernelStride, rows, output.Transposed, input, null, kernel);
        else
            MatrixProduct.Multiply(step.Inputs, step.KernelStride, rows, input.Transposed, output, null, kernel);
        Rows.Sum(rows, step.Stride, output, gradient + step.BiasOffset);
    }

    private void InputGradient(DenseStep step, int rows, float* parameters, Matrix output, Matrix input)
    {
        var kernel = new Matrix(parameters + step.KernelOffset, step.KernelStride);
        var columns = AlignedBuffer.Pad(step.Inputs);
        if (!step.IsTransposed)
        {
            var transposed = new Matrix(_transposedKernel.Pointer, columns);
            // The last use may have left other values where this one's padding is.
            Rows.ClearColumns(step.Size, transposed, step.Inputs, columns);
            Rows.Transpose(step.Inputs, step.Size, kernel, transposed);
            kernel = transposed;
        }

        MatrixProduct.Multiply(rows, columns, step.Size, output, kernel, null, input);
    }
}
