using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="ActivityRegularizer.KullbackLeibler"/>.</summary>
internal sealed record KullbackLeiblerActivityRegularizer : ActivityRegularizer
{
    /// <summary>How near to 0 or 1 the formula is used; beyond, its tangent is.</summary>
    public const double Margin = 1e-6;

    [JsonConstructor]
    public KullbackLeiblerActivityRegularizer(float target, float strength)
    {
        Target = Require.Fraction(target);
        Strength = Require.NotNegative(strength);
    }

    public float Target { get; }

    public float Strength { get; }

    internal override string RateRule =>
        "must end in Activation.Sigmoid for its KullbackLeibler activity regularizer, which is about rates from 0 to 1";

    internal override double Penalty(in Batch batch, ActivationMatrix activations)
    {
        if (activations.Masks.Exist)
            return KeptPenalty(batch, activations);
        var sum = Vector256<double>.Zero;
        for (var unit = 0; unit < activations.Units; unit += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Means(batch, activations, unit));
            sum += Divergence(lower) + Divergence(upper);
        }

        return Strength * Vector256.Sum(sum);
    }

    internal override unsafe void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient)
    {
        if (activations.Masks.Exist)
        {
            AddKeptGradient(batch, activations, strength, gradient);
            return;
        }

        var scale = (float)(strength * Strength / batch.Weight);
        for (var unit = 0; unit < activations.Units; unit += Vector256<float>.Count)
        {
            var (lower, upper) = Vector256.Widen(Means(batch, activations, unit));
            var slopes = Vector256.Narrow(Slope(Inside(lower)), Slope(Inside(upper))) * scale;
            for (var row = 0; row < batch.Rows; row++)
            {
                var target = gradient.Start + row * gradient.Row + unit;
                (Vector256.Load(target) + slopes * batch.WeightOf(row)).Store(target);
            }
        }
    }

    /// <summary>The means of a vector of units; where there is no unit, the target, whose penalty and slope are 0.</summary>
    private Vector256<float> Means(in Batch batch, ActivationMatrix activations, int firstUnit)
    {
        var sum = Vector256<float>.Zero;
        for (var row = 0; row < batch.Rows; row++)
            sum += Vector256.Create(activations.PaddedRow(row)[firstUnit..]) * batch.WeightOf(row);
        var isUnit = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(activations.Units - firstUnit)).AsSingle();
        return Vector256.ConditionalSelect(isUnit, sum / (float)batch.Weight, Vector256.Create(Target));
    }

    /// <summary>Of means over the rows for which a timestep is not masked; where it is for all, it costs nothing.</summary>
    private double KeptPenalty(in Batch batch, ActivationMatrix activations)
    {
        double sum = 0;
        for (var unit = 0; unit < activations.Units; unit++)
        {
            var weight = KeptWeight(batch, activations, unit / activations.Channels);
            sum += weight > 0 ? Divergence(Vector256.Create(KeptMean(batch, activations, unit, weight)))[0] : 0;
        }

        return Strength * sum;
    }

    private unsafe void AddKeptGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient)
    {
        for (var unit = 0; unit < activations.Units; unit++)
        {
            var timestep = unit / activations.Channels;
            var weight = KeptWeight(batch, activations, timestep);
            if (weight == 0)
                continue;
            var slope = Slope(Inside(Vector256.Create(KeptMean(batch, activations, unit, weight))))[0] * strength * Strength / weight;
            for (var row = 0; row < batch.Rows; row++)
            {
                if (!activations.Masks.Hide(row, timestep))
                    gradient.Start[row * gradient.Row + unit] += (float)(slope * batch.WeightOf(row));
            }
        }
    }

    /// <summary>Of the rows for which a timestep is not masked.</summary>
    private static double KeptWeight(in Batch batch, ActivationMatrix activations, int timestep)
    {
        double weight = 0;
        for (var row = 0; row < batch.Rows; row++)
            weight += activations.Masks.Hide(row, timestep) ? 0 : batch.WeightOf(row);
        return weight;
    }

    private static double KeptMean(in Batch batch, ActivationMatrix activations, int unit, double weight)
    {
        double sum = 0;
        for (var row = 0; row < batch.Rows; row++)
            sum += activations.Masks.Hide(row, unit / activations.Channels) ? 0 : (double)batch.WeightOf(row) * activations.Row(row)[unit];
        return sum / weight;
    }

    private Vector256<double> Divergence(Vector256<double> means)
    {
        var on = Vector256.Create((double)Target);
        var off = Vector256<double>.One - on;
        var inside = Inside(means);
        var divergence = on * Vector256.Log(on / inside) + off * Vector256.Log(off / (Vector256<double>.One - inside));
        return divergence + Slope(inside) * (means - inside);
    }

    private Vector256<double> Slope(Vector256<double> means)
    {
        var on = Vector256.Create((double)Target);
        return (Vector256<double>.One - on) / (Vector256<double>.One - means) - on / means;
    }

    private static Vector256<double> Inside(Vector256<double> means) =>
        Vector256.Min(Vector256.Max(means, Vector256.Create(Margin)), Vector256.Create(1 - Margin));
}
