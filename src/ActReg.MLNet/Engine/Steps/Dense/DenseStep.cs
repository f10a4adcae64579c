namespace ActReg.MLNet;

/// <summary>A product with a kernel, plus a bias.</summary>
/// <remarks>
/// The kernel is stored [inputs, units], its rows padded. A narrow output layer's is stored transposed, [units, inputs], and its
/// output is not padded: eight columns computed for one would cost more than the whole layer. Its sums are in double precision where
/// nothing is trained, so that a network without its dead units scores the same.
/// </remarks>
internal sealed unsafe class DenseStep : FusedStep
{
    private const int NarrowBelow = 8;

    private readonly int _inputs;
    private readonly WeightPlace _kernel;
    private readonly WeightPlace _bias;
    private readonly int _kernelStride;

    /// <param name="plan">What it follows.</param>
    /// <param name="units">The values per row that it puts out.</param>
    /// <param name="isOutput">Whether it is what the network puts out.</param>
    /// <param name="penalty">The penalty on its output.</param>
    /// <param name="kernelPenalty">The penalty on its kernel.</param>
    public DenseStep(PlanBuilder plan, int units, bool isOutput, ActivityRegularizer? penalty, KernelRegularizer? kernelPenalty)
        : base(plan.LayerIndex, LayerShape.Flat(units), penalty)
    {
        var name = plan.NameLayer("dense");
        _inputs = plan.Size;
        IsTransposed = isOutput && units < NarrowBelow && penalty == null;
        _kernelStride = AlignedBuffer.Pad(IsTransposed ? _inputs : units);
        var length = checked(_kernelStride * (IsTransposed ? units : _inputs));
        _kernel = IsTransposed
            ? new($"{name}/kernel", WeightRole.Kernel, [_inputs, units], plan.Offset, length, RowStride: 1, ColumnStride: _kernelStride)
            : new($"{name}/kernel", WeightRole.Kernel, [_inputs, units], plan.Offset, length, RowStride: _kernelStride);
        _bias = new($"{name}/bias", WeightRole.Bias, units, checked(plan.Offset + length));
        Weights = [_kernel, _bias];
        KernelPenalty = kernelPenalty;
    }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public WeightPlace Kernel => _kernel;

    public WeightPlace Bias => _bias;

    public override int Width => IsTransposed ? Size : base.Width;

    public bool IsTransposed { get; }

    public override bool IsInPlace => false;

    // The kernel's transpose.
    public override int ScratchLength => IsTransposed ? 0 : checked(Size * AlignedBuffer.Pad(_inputs));

    /// <summary>The kernel as it is stored; all of it, since its padding is zero.</summary>
    public Tile KernelTile => Tile.All(IsTransposed ? Size : _inputs, _kernelStride);

    public Matrix StoredKernel(float* parameters) => new(parameters + _kernel.Offset, _kernelStride);

    public override void Forward(in StepRun run)
    {
        var nothing = default(NoEpilogue);
        Forward(run, ref nothing);
    }

    /// <summary>The same, with something to do for each tile of the output; not where the kernel is stored transposed.</summary>
    public void Forward<TEpilogue>(in StepRun run, ref TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        var kernel = StoredKernel(run.Parameters);
        var bias = run.Parameters + _bias.Offset;
        if (!IsTransposed)
            MatrixProduct.Multiply(run.Batch.Rows, Width, _inputs, run.Input, kernel, bias, run.Output, ref epilogue);
        else if (run.Batch.IsTraining)
            DotProducts.Multiply(run.Batch.Rows, Size, _kernelStride, run.Input, kernel, bias, run.Output);
        else
            DotProducts.MultiplyInDouble(run.Batch.Rows, Size, _kernelStride, run.Input, kernel, bias, run.Output);
    }

    public override void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient)
    {
        var nothing = default(NoEpilogue);
        Backward(run, outputGradient, inputGradient, gradient, hasBiasGradient: false, ref nothing);
    }

    /// <summary>The same, with something to do for each tile of <paramref name="inputGradient"/>, and perhaps with the bias's gradient there already.</summary>
    public void Backward<TEpilogue>(
        in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient, bool hasBiasGradient, ref TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        var rows = run.Batch.Rows;
        if (!hasBiasGradient)
        {
            var biasGradient = BeginBiasGradient(gradient);
            if (IsTransposed)
                ColumnSums.AddNarrow(rows, Size, outputGradient, biasGradient);
            else
                ColumnSums.Add(Tile.All(rows, Width), outputGradient, biasGradient);
        }

        if (IsTransposed)
            MatrixProduct.Multiply(Size, _kernelStride, rows, outputGradient.Transposed, run.Input, null, StoredKernel(gradient));
        else
            MatrixProduct.Multiply(_inputs, _kernelStride, rows, run.Input.Transposed, outputGradient, null, StoredKernel(gradient));
        if (inputGradient.Start != null)
        {
            MatrixProduct.Multiply(
                rows, AlignedBuffer.Pad(_inputs), Size, outputGradient, TransposedKernel(run), null, inputGradient, ref epilogue);
        }
    }

    /// <summary>Clears the bias's gradient, and returns where it is.</summary>
    public float* BeginBiasGradient(float* gradient)
    {
        new Span<float>(gradient + _bias.Offset, Width).Clear();
        return gradient + _bias.Offset;
    }

    private Matrix TransposedKernel(in StepRun run)
    {
        var kernel = StoredKernel(run.Parameters);
        if (IsTransposed)
            return kernel;
        var transposed = new Matrix(run.Scratch, AlignedBuffer.Pad(_inputs));
        Transposition.Run(_inputs, Size, kernel, transposed);
        return transposed;
    }
}
