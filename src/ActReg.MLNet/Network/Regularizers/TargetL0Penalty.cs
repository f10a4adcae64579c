using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><c>strength (L0 / target - 1)²</c>, where L0 is how many units of a row are on, on average.</summary>
/// <remarks>It has no slope by activations: what decides which are on learns from <see cref="Slope"/>.</remarks>
internal sealed record TargetL0Penalty : ActivityRegularizer
{
    [JsonConstructor]
    public TargetL0Penalty(float target, float strength)
    {
        Target = Require.Positive(target);
        Strength = Require.NotNegative(strength);
    }

    /// <summary>How many should be on.</summary>
    public float Target { get; }

    public float Strength { get; }

    /// <summary>Its derivative by L0.</summary>
    public double Slope(double meanOn) => 2 * Strength * (meanOn / Target - 1) / Target;

    /// <summary>Its value.</summary>
    public double Value(double meanOn) => Strength * Math.Pow(meanOn / Target - 1, 2);

    /// <summary>How many units of a row are on, on average by weight.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static double MeanOn(in Batch batch, ActivationMatrix activations)
    {
        double sum = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            var on = 0;
            foreach (var value in activations.Row(row))
                on += value != 0 ? 1 : 0;
            sum += (double)on * batch.WeightOf(row);
        }

        return sum / batch.Weight;
    }

    internal override double Penalty(in Batch batch, ActivationMatrix activations) => Value(MeanOn(batch, activations));

    internal override void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient)
    {
    }
}
