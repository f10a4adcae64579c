namespace ActReg.MLNet;

/// <summary>A narrow output layer on one row, its kernel widened to doubles once.</summary>
internal sealed unsafe class HeadRowStep : RowStep
{
    private readonly int _columns;
    private readonly int _depth;
    private readonly double[] _kernel;
    private readonly float* _bias;
    private readonly float* _input;
    private readonly float* _output;

    /// <param name="step">One whose kernel is transposed.</param>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="input">What the step reads.</param>
    /// <param name="output">Where its output goes.</param>
    public HeadRowStep(DenseStep step, AlignedBuffer parameters, float* input, float* output)
    {
        _columns = step.Size;
        _depth = step.Kernel.ColumnStride;
        _kernel = [.. step.Kernel.In(parameters).ToArray().Select(weight => (double)weight)];
        _bias = parameters.Pointer + step.Bias.Offset;
        _input = input;
        _output = output;
    }

    public override void Run()
    {
        fixed (double* kernel = _kernel)
            DotProducts.MultiplyRowInDouble(_columns, _depth, _input, kernel, _bias, _output);
    }
}
