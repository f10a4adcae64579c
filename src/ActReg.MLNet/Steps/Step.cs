namespace ActReg.MLNet;

/// <summary>One computation of a <see cref="NetworkPlan"/>.</summary>
/// <param name="layerIndex">The place, in the list of layers, of the one that it is part of.</param>
/// <param name="size">The values per row that it puts out.</param>
/// <param name="penalty">The penalty on them.</param>
internal abstract unsafe class Step(int layerIndex, int size, ActivityRegularizer? penalty)
{
    public int LayerIndex { get; } = layerIndex;

    public int Size { get; } = size;

    public ActivityRegularizer? Penalty { get; } = penalty;

    /// <summary>The columns of its output: <see cref="Size"/>, and zeros up to whole vectors.</summary>
    public virtual int Width => AlignedBuffer.Pad(Size);

    /// <summary>The row stride of its output.</summary>
    public int Stride => AlignedBuffer.RowStride(Width);

    /// <summary>Its weight arrays, in public order.</summary>
    public virtual IReadOnlyList<WeightPlace> Weights => [];

    /// <summary>The floats that training needs room for beside the output.</summary>
    public virtual int ScratchLength => 0;

    /// <summary>Whether the gradient by its output turns into that by its input where it stands.</summary>
    public virtual bool IsInPlace => true;

    /// <summary>Computes the output from the input.</summary>
    public abstract void Forward(in StepRun run);

    /// <summary>Computes gradients of the loss.</summary>
    /// <param name="run">As the forward pass left it.</param>
    /// <param name="outputGradient">By the output; the penalty's is in it.</param>
    /// <param name="inputGradient">Receives that by the input, for steps in place where <paramref name="outputGradient"/> stands; null where nobody needs it.</param>
    /// <param name="gradient">Receives that by this step's parameters, at their places among all.</param>
    public abstract void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient);
}
