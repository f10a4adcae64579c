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

    internal override double Penalty(in Batch batch, Activations activations)
    {
        double sum = 0;
        for (var row = 0; row < batch.Rows; row++)
            sum += L1L2Sum.Of(activations.PaddedRow(row), L1Strength, L2Strength) * batch.WeightOf(row);
        return sum * Reduction.Scale(batch.Weight, activations.Units);
    }

    internal override unsafe void AddGradient(in Batch batch, Activations activations, double strength, Matrix gradient)
    {
        var scale = (float)(strength * Reduction.Scale(batch.Weight, activations.Units));
        for (var row = 0; row < batch.Rows; row++)
        {
            var values = activations.PaddedRow(row);
            var rowScale = scale * batch.WeightOf(row);
            var target = new Span<float>(gradient.Start + row * gradient.Row, values.Length);
            L1L2Sum.AddGradient(values, rowScale * L1Strength, rowScale * L2Strength, target);
        }
    }
}
