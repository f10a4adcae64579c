namespace ActReg.MLNet;

/// <summary>
/// What steps do to weights that had no gradient in them, all at once: so rows of a kernel that a batch does not touch are brought up to date when
/// one does, to what every step would have made of them but for rounding.
/// </summary>
/// <remarks>
/// The idea of Z. C. Lipton and C. Elkan, "Efficient Elastic Net Regularization for Sparse Linear Models", 2015: tables of what the steps since
/// each earlier one add up to, because learning rates differ.
/// </remarks>
internal abstract unsafe class SkippedSteps
{
    /// <summary>The most steps to note before all weights are brought up to date.</summary>
    public const int Most = 1024;

    /// <summary>The steps noted.</summary>
    public int Count { get; private set; }

    /// <summary>Takes note of a step.</summary>
    /// <param name="step">Its number, from 1.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="kept">What decay left of a weight in it; 1 where none does.</param>
    public void Add(int step, double learningRate, float kept)
    {
        Count++;
        Note(step, learningRate, kept);
    }

    /// <summary>Forgets all steps.</summary>
    public void Restart() => Count = 0;

    /// <summary>Brings weights, and what is remembered of them, up to date.</summary>
    /// <param name="since">The steps noted when they were last.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="slots">What is remembered.</param>
    /// <param name="start">Where the weights begin.</param>
    /// <param name="length">How many, in whole vectors.</param>
    public abstract void CatchUp(int since, AlignedBuffer parameters, IReadOnlyList<AlignedBuffer> slots, int start, int length);

    /// <summary>The powers of a factor that there can be, from 0 on.</summary>
    protected static double[] Powers(double factor) => [.. Enumerable.Range(0, Most + 1).Select(exponent => Math.Pow(factor, exponent))];

    /// <inheritdoc cref="Add"/>
    protected virtual void Note(int step, double learningRate, float kept)
    {
    }
}
