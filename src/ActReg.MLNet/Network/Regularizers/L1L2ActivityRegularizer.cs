using System.Globalization;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="ActivityRegularizer.L1L2"/>, and with one strength 0 <see cref="ActivityRegularizer.L1"/> and <see cref="ActivityRegularizer.L2"/>.</summary>
internal sealed record L1L2ActivityRegularizer : ActivityRegularizer
{
    [JsonConstructor]
    public L1L2ActivityRegularizer(float l1Strength, float l2Strength, ActivityReduction reduction)
    {
        L1Strength = Require.NotNegative(l1Strength, "l1");
        L2Strength = Require.NotNegative(l2Strength, "l2");
        Reduction = Require.Defined(reduction);
    }

    public float L1Strength { get; }

    public float L2Strength { get; }

    public ActivityReduction Reduction { get; }

    internal override string Text
    {
        get
        {
            var (name, strengths) = L2Strength == 0 ? ("L1", [L1Strength]) : L1Strength == 0 ? ("L2", [L2Strength]) : ("L1L2", (float[])[L1Strength, L2Strength]);
            var arguments = strengths.Select(strength => strength.ToString(CultureInfo.InvariantCulture));
            return $"{name}({string.Join(", ", Reduction == ActivityReduction.BatchMean ? arguments : arguments.Append($"{Reduction}"))})";
        }
    }

    internal override bool IsElementwise => true;

    internal override unsafe ElementwisePenalty OnEach(in Batch batch, float* weights, int units, PenalizedPlace place)
    {
        var scale = (float)Reduction.Scale(batch.Weight, units);
        return new(place, scale * L1Strength, scale * L2Strength, weights);
    }

    internal override unsafe double Penalty(in Batch batch, ActivationMatrix activations)
    {
        fixed (float* weights = batch.Weights)
        {
            var sum = L1L2Sum.Of(activations.All(batch.Rows), activations.Values, L1Strength, L2Strength, weights);
            return sum * Reduction.Scale(batch.Weight, activations.Units);
        }
    }

    internal override unsafe void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient)
    {
        var scale = (float)(strength * Reduction.Scale(batch.Weight, activations.Units));
        fixed (float* weights = batch.Weights)
            L1L2Sum.AddGradient(activations.All(batch.Rows), activations.Values, scale * L1Strength, scale * L2Strength, weights, gradient);
    }
}
