using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A loss that gives units which are never on something to learn: to reconstruct what the others leave.</summary>
internal sealed record AuxiliaryLoss
{
    /// <summary>None.</summary>
    public static AuxiliaryLoss None { get; } = new(0, 1);

    [JsonConstructor]
    public AuxiliaryLoss(float strength, int deadAfterRows)
    {
        Strength = Require.NotNegative(strength);
        DeadAfterRows = Require.AtLeast(1, deadAfterRows);
    }

    /// <summary>What it is multiplied by, at least 0.</summary>
    public float Strength { get; }

    /// <summary>After how many rows of training without being on a unit is dead, at least 1.</summary>
    public int DeadAfterRows { get; }
}
