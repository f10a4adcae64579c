namespace ActReg.MLNet;

/// <summary>What a network computes from features.</summary>
internal static unsafe class ForwardPass
{
    /// <summary>Computes every step's output from <see cref="StepOutputs.Input"/>.</summary>
    public static void Run(NetworkPlan plan, AlignedBuffer parameters, int rows, StepOutputs outputs)
    {
        var input = new Matrix(outputs.Input.Pointer, outputs.InputStride);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            var output = new Matrix(outputs[i].Pointer, step.Stride);
            if (step is DenseStep dense)
                Multiply(dense, parameters.Pointer, rows, input, output);
            else if (step is ActivationStep activation)
                Activate(activation, rows, input, output);
            input = output;
        }

        GC.KeepAlive(parameters);
        GC.KeepAlive(outputs);
    }

    private static void Multiply(DenseStep step, float* parameters, int rows, Matrix input, Matrix output)
    {
        var kernel = new Matrix(parameters + step.KernelOffset, step.KernelStride);
        var bias = parameters + step.BiasOffset;
        if (step.IsTransposed)
            DotProducts.Multiply(rows, step.Size, step.KernelStride, input, kernel, bias, output);
        else
            MatrixProduct.Multiply(rows, step.Stride, step.Inputs, input, kernel, bias, output);
    }

    private static void Activate(ActivationStep step, int rows, Matrix input, Matrix output)
    {
        var length = checked(rows * step.Stride);
        step.Activation.Forward(new ReadOnlySpan<float>(input.Start, length), new Span<float>(output.Start, length));
        if (!step.Activation.KeepsZero)
            Rows.ClearColumns(rows, output, step.Size, step.Stride);
    }
}
