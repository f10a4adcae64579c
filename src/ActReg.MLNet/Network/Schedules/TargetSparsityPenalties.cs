namespace ActReg.MLNet;

/// <summary><see cref="ActivityPenaltySchedule.TargetSparsity"/>.</summary>
internal sealed record TargetSparsityPenalties : SparsityController
{
    public TargetSparsityPenalties(float zeroFraction, int? epochs)
        : base(epochs) => ZeroFraction = Require.Fraction(zeroFraction);

    public float ZeroFraction { get; }

    private protected override double ActiveTarget(int units) => 1.0 - ZeroFraction;
}
