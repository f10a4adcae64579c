namespace ActReg.MLNet;

/// <summary>A step that the fused engine can train, of all shapes or of some.</summary>
/// <inheritdoc cref="Step"/>
internal abstract unsafe class FusedStep(int layerIndex, LayerShape shape, ActivityRegularizer? penalty) : Step(layerIndex, shape, penalty)
{
    public override FusedStep? Fused => this;

    /// <summary>The floats that training needs room for beside the output.</summary>
    /// <param name="rows">The most rows at a time.</param>
    public virtual int ScratchLength(int rows) => 0;

    /// <summary>What it tells the steps around it of its output, where most of that is 0.</summary>
    /// <param name="scratch">Its own.</param>
    /// <param name="rows">The most rows at a time.</param>
    public virtual SparseCode CodeIn(float* scratch, int rows) => default;

    /// <summary>Whether the gradient by its output turns into that by its input where it stands.</summary>
    public virtual bool IsInPlace => true;

    /// <summary>Whether its backward pass adds the penalty's gradient itself.</summary>
    public virtual bool AddsPenalty(in StepRun run) => false;

    /// <summary>Whether the backward pass reads what it has put out.</summary>
    public virtual bool NeedsOutput => true;

    /// <summary>Whether the backward pass reads what it got; else its output may stand there.</summary>
    public virtual bool NeedsInput => true;

    /// <summary>A loss of the batch that the backward pass computes, because it is of what the forward pass left.</summary>
    public virtual double BackwardLoss(in StepRun run) => 0;

    /// <summary>Computes gradients of the loss.</summary>
    /// <param name="run">As the forward pass left it.</param>
    /// <param name="outputGradient">By the output; the penalty's is in it, unless the step adds it itself.</param>
    /// <param name="inputGradient">Receives that by the input, for steps in place where <paramref name="outputGradient"/> stands; null where nobody needs it.</param>
    /// <param name="gradient">That by this step's parameters is added to, at their places among all.</param>
    public abstract void Backward(in StepRun run, Matrix outputGradient, Matrix inputGradient, float* gradient);
}
