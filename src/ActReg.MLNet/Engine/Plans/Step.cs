namespace ActReg.MLNet;

/// <summary>One computation of a <see cref="NetworkPlan"/>.</summary>
/// <param name="layerIndex">The place, in the list of layers, of the one that it is part of.</param>
/// <param name="shape">What it puts out for each row.</param>
/// <param name="penalty">The penalty on that.</param>
internal abstract class Step(int layerIndex, LayerShape shape, ActivityRegularizer? penalty)
{
    public int LayerIndex { get; } = layerIndex;

    public LayerShape Shape { get; } = shape;

    /// <summary>The values per row that it puts out.</summary>
    public int Size { get; } = shape.Size;

    /// <summary>The same for a batch in training: more where the members of an ensemble, whose mean is scored, have losses of their own.</summary>
    public virtual int TrainedSize => Size;

    /// <summary>What its output is made of then, where the members of an ensemble have losses of their own.</summary>
    public virtual MembersOutput? MembersOutput => null;

    public ActivityRegularizer? Penalty { get; } = penalty;

    /// <summary>The penalty on those of its weights that are kernels.</summary>
    public virtual KernelRegularizer? KernelPenalty => null;

    /// <summary>The columns of its output: <see cref="Size"/>, and zeros up to whole vectors.</summary>
    public virtual int Width => AlignedBuffer.Pad(Size);

    /// <summary>The row stride of its output.</summary>
    public int Stride => AlignedBuffer.RowStride(Width);

    /// <summary>The values per row of what its windows lie in, with what is around; 0 where it has none.</summary>
    public virtual int PaddedSize => 0;

    /// <summary>Those of its biases that begin by the rows to train on; <see langword="null"/> where there are none.</summary>
    public virtual RowBiases? RowBiases => null;

    /// <summary>Its weight arrays, in public order.</summary>
    public virtual IReadOnlyList<WeightPlace> Weights => [];

    /// <summary>Those to multiply for a last step to put out as many times its logits.</summary>
    public virtual IReadOnlyList<WeightPlace> SureWeights => Weights;

    /// <summary>The inputs that its output means something for: a ReLU would make an ordinary number of minus infinity.</summary>
    public virtual FeatureDomain Inputs => default;

    /// <summary>Whether it can read features whose zeros are left out; else it is given all.</summary>
    public virtual bool ReadsSparseFeatures => false;

    /// <summary>The feature that each of its outputs tells of, where it fills in what is missing of features; else <see langword="null"/>.</summary>
    public virtual IReadOnlyList<int>? FilledFeatures => null;

    /// <summary>Whether its output jumps where its input changes little: what it keeps of a code depends on what else there is.</summary>
    public virtual bool Jumps => false;

    /// <summary>The timesteps that it masks, where it reads features; else <see langword="null"/>.</summary>
    public virtual TimestepMask? FeatureMask => null;

    /// <summary>The fewest rows of a batch that it can learn from.</summary>
    public virtual int FewestRows => 1;

    /// <summary>What each unit that it puts out depends on, which says what pruning may leave out.</summary>
    public virtual UnitDependence Dependence => UnitDependence.Any;

    /// <summary>
    /// Whether it computes places of a row, each row by itself, and keeps nothing in the scratch from its forward to its backward pass, so that a few
    /// rows of a batch can go through it and its neighbours at a time.
    /// </summary>
    public virtual bool GoesByRow => false;

    /// <summary>Itself, if the fused engine can train it; else <see langword="null"/>.</summary>
    public virtual FusedStep? Fused => null;

    /// <summary>Where its inputs lie, for each of them, where that was found from the rows; else <see langword="null"/>.</summary>
    /// <param name="parameters">The network's.</param>
    public virtual float[]? CentersIn(ReadOnlySpan<float> parameters) => null;

    /// <summary>The floats that <see cref="Forward"/> needs room for beside the output.</summary>
    /// <param name="rows">The most rows at a time.</param>
    public virtual int WorkspaceLength(int rows) => 0;

    /// <summary>Computes the output from the input.</summary>
    public abstract void Forward(in StepRun run);

    /// <summary>The same, and measures the penalty on the output meanwhile, where it can; returns whether it has.</summary>
    public virtual bool ForwardMeasured(in StepRun run, out PenaltySums sums)
    {
        sums = default;
        Forward(run);
        return false;
    }
}
