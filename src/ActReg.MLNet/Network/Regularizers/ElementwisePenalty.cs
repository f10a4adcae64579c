namespace ActReg.MLNet;

/// <summary>An <see cref="ActivityRegularizer"/> that is a sum over activations, as what is added for each: <c>l1 |v| + l2 v²</c>, times its row's weight.</summary>
/// <param name="place">Which values of an activation step are penalized.</param>
/// <param name="l1">The factor of the absolute value, with everything that multiplies the penalty in it.</param>
/// <param name="l2">The factor of the square, likewise.</param>
/// <param name="weights">One per row of the batch; null where every row counts once.</param>
internal readonly unsafe struct ElementwisePenalty(PenalizedPlace place, float l1, float l2, float* weights)
{
    public PenalizedPlace Place { get; } = place;

    public float L1 { get; } = l1;

    public float L2 { get; } = l2;

    public float* Weights { get; } = weights;

    public ElementwisePenalty Times(double factor) => new(Place, (float)(factor * L1), (float)(factor * L2), Weights);
}

/// <summary>Where, in a step from <c>z</c> to <c>a</c>, a penalty is.</summary>
internal enum PenalizedPlace
{
    Nowhere,
    Input,
    Output,
}

/// <summary>What was measured of penalized values.</summary>
/// <param name="Penalty">The sum of their penalties.</param>
/// <param name="Zeros">How many are exactly 0, each row times its weight.</param>
internal readonly record struct PenaltySums(double Penalty, double Zeros);
