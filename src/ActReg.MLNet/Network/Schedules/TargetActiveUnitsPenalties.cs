namespace ActReg.MLNet;

/// <summary><see cref="ActivityPenaltySchedule.TargetActiveUnits"/>.</summary>
internal sealed record TargetActiveUnitsPenalties : SparsityController
{
    public TargetActiveUnitsPenalties(float units, int? epochs)
        : base(epochs) => Units = Require.Positive(units);

    public float Units { get; }

    internal override float? MostActiveUnits => Units;

    private protected override double ActiveTarget(int units) => (double)Units / units;
}
