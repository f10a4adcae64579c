using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of penalties.</summary>
internal static class TorchPenalties
{
    /// <summary>The penalty on a batch, reduced.</summary>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="activations">Of shape [rows, units].</param>
    /// <param name="mask">What is masked of them; null where nothing can be.</param>
    /// <param name="shape">The units'.</param>
    /// <param name="batch">The rows.</param>
    public static TorchTerm Penalty(
        this ActivityRegularizer regularizer, Tensor activations, TorchMask? mask, LayerShape shape, TorchBatch batch) => regularizer switch
        {
            TemporalActivityRegularizer temporal => Temporal(temporal, activations, mask, shape, batch),
            L1L2ActivityRegularizer l1l2 => AbsoluteAndSquare(Counted(activations, mask), l1l2.L1Strength, l1l2.L2Strength, batch.Sum)
                .Times(l1l2.Reduction.Scale(batch.Weight, (int)activations.shape[1])),
            KullbackLeiblerActivityRegularizer divergence => Divergence(divergence, activations, mask, batch),
            TargetL0Penalty target => TargetL0(target, activations, batch),
            CustomActivityRegularizer custom => TorchCustomPenalty.Penalty(custom, activations, batch),
            _ => throw new NotSupportedException($"The Torch engine has no {regularizer}."),
        };

    /// <summary>The penalty on a kernel.</summary>
    public static TorchTerm Penalty(this KernelRegularizer regularizer, Tensor kernel) =>
        AbsoluteAndSquare(kernel, regularizer.L1Strength, regularizer.L2Strength, values => values.sum());

    /// <summary>With zeros, which cost nothing, for what is masked.</summary>
    private static Tensor Counted(Tensor activations, TorchMask? mask) => mask is null ? activations : mask.Clear(activations);

    private static TorchTerm Temporal(
        TemporalActivityRegularizer regularizer, Tensor activations, TorchMask? mask, LayerShape sequence, TorchBatch batch)
    {
        var differences = activations.narrow(1, sequence.Channels, sequence.Size - sequence.Channels)
            .sub(activations.narrow(1, 0, sequence.Size - sequence.Channels));
        if (mask is not null)
            differences = mask.ClearDifferences(differences);
        return new TorchTerm(
            Squares(Counted(activations, mask), regularizer.ActivationStrength).Plus(Squares(differences, regularizer.TemporalStrength)), 1);

        Tensor Squares(Tensor values, float strength) => batch.Sum(values.mul(values))
            .Times(strength * regularizer.Reduction.Scale(batch.Weight, (int)values.shape[1]));
    }

    /// <summary>The value alone: what it is the slope of, a step of the network adds.</summary>
    private static TorchTerm TargetL0(TargetL0Penalty regularizer, Tensor activations, TorchBatch batch)
    {
        var on = ones_like(activations).sub(activations.detach().IsZero());
        using Scalar one = 1;
        return new TorchTerm(batch.Sum(on).Times(1 / (batch.Weight * regularizer.Target)).sub(one).square(), regularizer.Strength);
    }

    private static TorchTerm Divergence(KullbackLeiblerActivityRegularizer regularizer, Tensor activations, TorchMask? mask, TorchBatch batch)
    {
        using Scalar low = KullbackLeiblerActivityRegularizer.Margin;
        using Scalar high = 1 - KullbackLeiblerActivityRegularizer.Margin;
        double on = regularizer.Target;
        var off = 1 - on;
        var means = mask is null ? batch.Mean(activations) : MaskedMean(activations, mask, on, batch);
        var inside = means.clamp(low, high);
        var rest = ones_like(inside).sub(inside);
        var divergence = inside.Times(1 / on).log().Times(-on).Plus(rest.Times(1 / off).log().Times(-off));
        var slope = rest.reciprocal().Times(off).Plus(inside.reciprocal().Times(-on)).detach();
        return new TorchTerm(divergence.Plus(slope.mul(means.sub(inside))).sum(), regularizer.Strength);
    }

    /// <summary>Of each unit over the rows on which it is not masked; where it is on all, the target, which costs nothing.</summary>
    private static Tensor MaskedMean(Tensor activations, TorchMask mask, double target, TorchBatch batch)
    {
        var weights = batch.Weigh(mask.Kept(activations)).sum([0L]);
        var isNever = weights.IsZero();
        return batch.Weigh(mask.Clear(activations)).sum([0L]).div(weights.Plus(isNever)).Plus(isNever.Times(target));
    }

    private static TorchTerm AbsoluteAndSquare(Tensor values, float l1, float l2, Func<Tensor, Tensor> sum) => (l1, l2) switch
    {
        (_, 0) => new(sum(values.abs()), l1),
        (0, _) => new(sum(values.mul(values)), l2),
        _ => new(sum(values.abs().Times(l1).Plus(values.mul(values).Times(l2))), 1),
    };
}
