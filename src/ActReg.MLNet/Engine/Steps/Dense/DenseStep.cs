namespace ActReg.MLNet;

/// <summary>A product with a kernel, plus a bias.</summary>
/// <remarks>
/// The kernel is stored [inputs, units], its rows padded. A narrow output layer's is stored transposed, [units, inputs], and its
/// output is not padded: eight columns computed for one would cost more than the whole layer. Its sums are in double precision where
/// nothing is trained, so that a network without its dead units scores the same. A dictionary's rows have to stand together.
/// </remarks>
internal sealed unsafe class DenseStep : FusedStep
{
    private const int NarrowBelow = 8;

    private readonly int _inputs;
    private readonly int _storedColumns;

    /// <param name="plan">What it follows.</param>
    /// <param name="units">The values per row that it puts out.</param>
    /// <param name="isOutput">Whether it is what the network puts out.</param>
    /// <param name="penalty">The penalty on its output.</param>
    /// <param name="kernelPenalty">The penalty on its kernel.</param>
    /// <param name="initializer">What its kernel begins as; null for what its role says.</param>
    /// <param name="biasInitializer">What its bias begins as; null for zeros.</param>
    public DenseStep(
        PlanBuilder plan, int units, bool isOutput, ActivityRegularizer? penalty, KernelRegularizer? kernelPenalty, KernelInitializer? initializer, BiasInitializer? biasInitializer)
        : this(plan, DenseWeights.Place(plan, units, isTransposed: isOutput && units < NarrowBelow && penalty == null && plan.KernelRole != WeightRole.Dictionary, initializer), penalty, kernelPenalty) =>
        RowBiases = biasInitializer is HePlusInitializer byRows ? new(Bias, byRows) : null;

    /// <param name="plan">What it follows.</param>
    /// <param name="weights">Its weights, which other steps may have too.</param>
    /// <param name="penalty">The penalty on its output.</param>
    /// <param name="kernelPenalty">The penalty on its kernel.</param>
    public DenseStep(PlanBuilder plan, DenseWeights weights, ActivityRegularizer? penalty, KernelRegularizer? kernelPenalty)
        : base(plan.LayerIndex, LayerShape.Flat(weights.Bias.Shape[0]), penalty)
    {
        _inputs = plan.Size;
        Kernel = weights.Kernel;
        Bias = weights.Bias;
        Weights = [Kernel, Bias];
        _storedColumns = Kernel.Layout.StoredColumns;
        IsTransposed = weights.IsTransposed;
        IsTied = weights.IsTied;
        KernelPenalty = kernelPenalty;
    }

    public override IReadOnlyList<WeightPlace> Weights { get; }

    public override KernelRegularizer? KernelPenalty { get; }

    public override RowBiases? RowBiases { get; }

    public override UnitDependence Dependence => UnitDependence.AllUnits;

    public WeightPlace Kernel { get; }

    public WeightPlace Bias { get; }

    public override int Width => IsTransposed ? Size : base.Width;

    public bool IsTransposed { get; }

    /// <summary>Whether it multiplies by the transpose of another step's kernel.</summary>
    public bool IsTied { get; }

    // A tied kernel is stored transposed, too.
    public override bool ReadsSparseFeatures => !IsTransposed;

    public override bool IsInPlace => false;

    // The kernel's transpose, or that of a sparse gradient by it; or what an auxiliary loss leaves of a batch.
    public override int ScratchLength(int rows) =>
        IsTransposed ? 0 : checked(Size * AlignedBuffer.Pad(_inputs)) is var length && rows > 0 ? Math.Max(length, checked(rows * Stride + 2 * Width)) : length;

    public override void Forward(in StepRun run)
    {
        var nothing = default(NoEpilogue);
        Forward(run, ref nothing);
    }

    /// <summary>The same, with something to do for each tile of the output; not where the kernel is stored transposed.</summary>
    public void Forward<TEpilogue>(in StepRun run, ref TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue, allows ref struct
    {
        var kernel = Kernel.Stored(run.Parameters);
        var bias = run.Parameters + Bias.Offset;
        if (run.Features.Exist)
        {
            SparseDecoding.Forward(run, run.Features.Entries, run.Features.Places, Width, kernel, bias);
            epilogue.Apply(Tile.All(run.Batch.Rows, Width));
        }
        else if (run.InputCode.IsTold && !IsTransposed)
        {
            SparseDecoding.Forward(run, run.InputCode.Active, run.InputCode.Active.Columns, Width, kernel, bias);
            epilogue.Apply(Tile.All(run.Batch.Rows, Width));
        }
        else if (!IsTransposed)
            MatrixProduct.Multiply(run.Batch.Rows, Width, _inputs, run.Input, kernel, bias, run.Output, ref epilogue);
        else if (run.Batch.IsTraining)
            DotProducts.Multiply(run.Batch.Rows, Size, _storedColumns, run.Input, kernel, bias, run.Output);
        else
            DotProducts.MultiplyInDouble(run.Batch.Rows, Size, _storedColumns, run.Input, kernel, bias, run.Output);
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
            var biasGradient = gradient + Bias.Offset;
            if (IsTransposed)
                ColumnSums.AddNarrow(rows, Size, outputGradient, biasGradient);
            else
                ColumnSums.Add(Tile.All(rows, Width), outputGradient, biasGradient);
        }

        if (run.InputCode.Auxiliary.Exists && !IsTransposed)
            AuxiliaryReconstruction.AddGradient(run, Width, Kernel, outputGradient, gradient);
        if (run.InputCode.IsTold && !IsTransposed)
        {
            SparseDecoding.Backward(run, Width, Kernel, outputGradient, inputGradient, gradient);
            return;
        }

        if (run.Features.Exist && !Kernel.IsFrozen)
            SparseProduct.AddTransposed(run.Features.Entries, run.Features.Entries.Values, _storedColumns, outputGradient, run.Features.Gradient(Kernel, gradient));
        else if (!Kernel.IsFrozen)
            AddKernelGradient(run, outputGradient, Kernel.Stored(gradient));
        if (inputGradient.Start != null)
        {
            MatrixProduct.Multiply(
                rows, AlignedBuffer.Pad(_inputs), Size, outputGradient, TransposedKernel(run), null, inputGradient, ref epilogue);
        }
    }

    private void AddKernelGradient(in StepRun run, Matrix outputGradient, Matrix gradient)
    {
        if (IsTransposed)
            MatrixProduct.Add(Size, _storedColumns, run.Batch.Rows, outputGradient.Transposed, run.Input, gradient);
        // What the step behind selects has not the penalty on all of the output in it.
        else if (run.OutputCode.IsTold && Penalty == null)
            SparseEncoding.AddKernelGradient(run, _inputs, Size, gradient);
        else
            MatrixProduct.Add(_inputs, _storedColumns, run.Batch.Rows, run.Input.Transposed, outputGradient, gradient);
    }

    private Matrix TransposedKernel(in StepRun run)
    {
        var kernel = Kernel.Stored(run.Parameters);
        if (IsTransposed)
            return kernel;
        var transposed = new Matrix(run.Scratch, AlignedBuffer.Pad(_inputs));
        Transposition.Run(_inputs, Size, kernel, transposed);
        return transposed;
    }
}
