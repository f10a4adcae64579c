using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of penalties.</summary>
internal static class TorchPenalties
{
    /// <summary>The penalty on a batch, reduced.</summary>
    /// <param name="regularizer">The penalty.</param>
    /// <param name="activations">Of shape [rows, units].</param>
    /// <param name="shape">The units'.</param>
    /// <param name="batch">The rows.</param>
    public static TorchTerm Penalty(
        this ActivityRegularizer regularizer, Tensor activations, LayerShape shape, TorchBatch batch) => regularizer switch
        {
            TemporalActivityRegularizer temporal => Temporal(temporal, activations, shape, batch),
            L1L2ActivityRegularizer l1l2 => AbsoluteAndSquare(activations, l1l2.L1Strength, l1l2.L2Strength, batch.Sum)
                .Times(l1l2.Reduction.Scale(batch.Weight, (int)activations.shape[1])),
            KullbackLeiblerActivityRegularizer divergence => Divergence(divergence, activations, batch),
            CustomActivityRegularizer custom => TorchCustomPenalty.Penalty(custom, activations, batch),
            _ => throw new NotSupportedException($"The Torch engine has no {regularizer}."),
        };

    /// <summary>The penalty on a kernel.</summary>
    public static TorchTerm Penalty(this KernelRegularizer regularizer, Tensor kernel) =>
        AbsoluteAndSquare(kernel, regularizer.L1Strength, regularizer.L2Strength, values => values.sum());

    private static TorchTerm Temporal(
        TemporalActivityRegularizer regularizer, Tensor activations, LayerShape sequence, TorchBatch batch)
    {
        var differences = activations.narrow(1, sequence.Channels, sequence.Size - sequence.Channels)
            .sub(activations.narrow(1, 0, sequence.Size - sequence.Channels));
        return new TorchTerm(
            Squares(activations, regularizer.ActivationStrength).Plus(Squares(differences, regularizer.TemporalStrength)), 1);

        Tensor Squares(Tensor values, float strength) => batch.Sum(values.mul(values))
            .Times(strength * regularizer.Reduction.Scale(batch.Weight, (int)values.shape[1]));
    }

    private static TorchTerm Divergence(KullbackLeiblerActivityRegularizer regularizer, Tensor activations, TorchBatch batch)
    {
        using Scalar low = KullbackLeiblerActivityRegularizer.Margin;
        using Scalar high = 1 - KullbackLeiblerActivityRegularizer.Margin;
        double on = regularizer.Target;
        var off = 1 - on;
        var means = batch.Mean(activations);
        var inside = means.clamp(low, high);
        var rest = ones_like(inside).sub(inside);
        var divergence = inside.Times(1 / on).log().Times(-on).Plus(rest.Times(1 / off).log().Times(-off));
        var slope = rest.reciprocal().Times(off).Plus(inside.reciprocal().Times(-on)).detach();
        return new TorchTerm(divergence.Plus(slope.mul(means.sub(inside))).sum(), regularizer.Strength);
    }

    private static TorchTerm AbsoluteAndSquare(Tensor values, float l1, float l2, Func<Tensor, Tensor> sum) => (l1, l2) switch
    {
        (_, 0) => new(sum(values.abs()), l1),
        (0, _) => new(sum(values.mul(values)), l2),
        _ => new(sum(values.abs().Times(l1).Plus(values.mul(values).Times(l2))), 1),
    };
}
