namespace ActReg.MLNet;

/// <summary>The loss of a network's predictions.</summary>
internal abstract record Loss
{
    /// <summary>The outputs per row that it judges.</summary>
    public abstract int OutputCount { get; }

    /// <summary>The targets per row that it compares them with.</summary>
    public abstract int TargetCount { get; }

    /// <summary>The classes that targets name by their index; 0 where targets are numbers.</summary>
    public abstract int ClassCount { get; }

    /// <summary>What the mean of several networks' outputs is.</summary>
    public abstract MemberMean MemberMean { get; }

    /// <summary>The loss of a batch and its gradient.</summary>
    /// <param name="rows">The batch's rows.</param>
    /// <param name="outputs">What the network put out for them, column stride 1.</param>
    /// <param name="targets">As many rows, of <see cref="TargetCount"/> columns; column stride 1.</param>
    /// <param name="weights">One per row; empty where every row counts once.</param>
    /// <param name="gradient">
    /// Receives each row's weight times the gradient of its loss by its outputs, times <paramref name="scale"/>; the layout of
    /// <paramref name="outputs"/>, whose padding it leaves alone.
    /// </param>
    /// <param name="scale">See <paramref name="gradient"/>.</param>
    public abstract LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale);

    /// <summary>The same with smoothed labels, where it is one of classes.</summary>
    /// <param name="smoothing">At least 0, which changes nothing, and below 1.</param>
    public Loss WithSmoothing(float smoothing) => smoothing == 0 || ClassCount == 0 ? this : new SmoothedCrossEntropy(this, smoothing);

    /// <summary>The mean of the losses of so many members, each of which has outputs of its own.</summary>
    public Loss OfMembers(int members) => members == 1 ? this : new MembersLoss(this, members);

    /// <summary>Makes of a row's outputs what a model scores, in the same place.</summary>
    public virtual void ToScores(Span<float> outputs)
    {
    }

    /// <summary>Makes of the derivatives of something by a row's scores those by its outputs, in the same place.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="slopes">As many derivatives.</param>
    public virtual void ToOutputSlopes(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
    }
}
