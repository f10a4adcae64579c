using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActReg.MLNet;

/// <summary>A narrow output layer on one row, its kernel widened to doubles once.</summary>
internal sealed unsafe class HeadRowStep : RowStep
{
    private readonly int _columns;
    private readonly int _depth;
    private readonly AlignedBuffer _kernel;
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
        _depth = step.Kernel.Layout.StoredColumns;
        _kernel = new AlignedBuffer(checked(2 * step.Kernel.Length));
        TensorPrimitives.ConvertChecked<float, double>(step.Kernel.In(parameters), MemoryMarshal.Cast<float, double>(_kernel.Span));
        _bias = parameters.Pointer + step.Bias.Offset;
        _input = input;
        _output = output;
    }

    [MethodImpl(Compilation.AtOnce)]
    public override void Run() =>
        DotProducts.MultiplyRowInDouble(_columns, _depth, _input, (double*)_kernel.Pointer, _bias, _output);
}
