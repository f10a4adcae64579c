using System.Globalization;
using System.Runtime.CompilerServices;
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
        if (activations.Masks.Exist)
            return KeptSum(batch, activations) * Reduction.Scale(batch.Weight, activations.Units);
        fixed (float* weights = batch.Weights)
        {
            var sum = L1L2Sum.Of(activations.All(batch.Rows), activations.Values, L1Strength, L2Strength, weights);
            return sum * Reduction.Scale(batch.Weight, activations.Units);
        }
    }

    internal override unsafe void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient)
    {
        var scale = (float)(strength * Reduction.Scale(batch.Weight, activations.Units));
        if (activations.Masks.Exist)
        {
            AddKeptGradient(batch, activations, scale, gradient);
            return;
        }

        fixed (float* weights = batch.Weights)
            L1L2Sum.AddGradient(activations.All(batch.Rows), activations.Values, scale * L1Strength, scale * L2Strength, weights, gradient);
    }

    /// <summary>Over what is not masked.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private unsafe double KeptSum(in Batch batch, ActivationMatrix activations)
    {
        double sum = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var (start, end) = activations.NextKept(row, 0); start < end; (start, end) = activations.NextKept(row, end))
                sum += batch.WeightOf(row) * L1L2Sum.Of(end - start, activations.Start(row) + start, L1Strength, L2Strength);
        }

        return sum;
    }

    [MethodImpl(Compilation.AtOnce)]
    private unsafe void AddKeptGradient(in Batch batch, ActivationMatrix activations, float scale, Matrix gradient)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var factor = scale * batch.WeightOf(row);
            var slopes = gradient.Start + row * gradient.Row;
            for (var (start, end) = activations.NextKept(row, 0); start < end; (start, end) = activations.NextKept(row, end))
                L1L2Sum.AddGradient(end - start, activations.Start(row) + start, factor * L1Strength, factor * L2Strength, slopes + start);
        }
    }
}
