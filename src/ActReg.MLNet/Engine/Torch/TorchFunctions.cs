using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of activations and losses.</summary>
internal static class TorchFunctions
{
    public static Tensor Apply(this Activation activation, Tensor z) => activation switch
    {
        LinearActivation => z,
        ReluActivation => z.relu(),
        LeakyReluActivation leaky => LeakyRelu(z, leaky.NegativeSlope),
        EluActivation elu => Elu(z, elu.Alpha),
        GeluActivation { Approximate: false } => functional.gelu(z),
        GeluActivation => ApproximateGelu(z),
        SeluActivation => z.selu(),
        SiluActivation => functional.silu(z),
        MishActivation => z.mul(z.logaddexp(zeros_like(z)).tanh()),
        TanhActivation => z.tanh(),
        SigmoidActivation => z.sigmoid(),
        _ => throw new NotSupportedException($"The Torch engine has no {activation}."),
    };

    /// <summary>Each row's loss, and 1 where it is classified correctly, else 0 (null where nothing is classified), both of shape [rows, 1].</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="outputs">Of shape [rows, outputs].</param>
    /// <param name="targets">Of shape [rows, targets].</param>
    public static (Tensor Losses, Tensor? Correct) Evaluate(this Loss loss, Tensor outputs, Tensor targets) => loss switch
    {
        BinaryCrossEntropy => (
            functional.binary_cross_entropy_with_logits(outputs, targets, reduction: Reduction.None),
            outputs.detach().IsPositive().eq_(targets)),
        SoftmaxCrossEntropy => Softmax(outputs, targets.to(ScalarType.Int64)),
        SmoothedCrossEntropy smoothed => Smoothed(smoothed, outputs, targets),
        MultilabelCrossEntropy => (
            functional.binary_cross_entropy_with_logits(outputs, targets, reduction: Reduction.None).mean([1L], keepdim: true),
            outputs.detach().IsPositive().eq_(targets).mean([1L], keepdim: true)),
        MembersLoss members => TorchMembers.Evaluate(members, outputs, targets),
        QuantileObjective quantiles => (Quantiles(quantiles, outputs, targets), null),
        RegressionObjective { OutputCount: 1 } regression => (RowLosses(regression.RowLoss, outputs, targets), null),
        RegressionObjective regression => (RowLosses(regression.RowLoss, outputs, targets).mean([1L], keepdim: true), null),
        _ => throw new NotSupportedException($"The Torch engine has no {loss}."),
    };

    private static (Tensor Losses, Tensor Correct) Softmax(Tensor outputs, Tensor labels) => (
        functional.cross_entropy(outputs, labels.squeeze(1), reduction: Reduction.None).unsqueeze(1),
        outputs.argmax(1, keepdim: true).eq(labels).to(ScalarType.Float32));

    private static (Tensor Losses, Tensor? Correct) Smoothed(SmoothedCrossEntropy loss, Tensor outputs, Tensor targets)
    {
        var (hard, correct) = loss.Hard.Evaluate(outputs, targets);
        // With all labels alike.
        var even = loss.OutputCount == 1
            ? functional.binary_cross_entropy_with_logits(outputs, ones_like(outputs).Times(0.5), reduction: Reduction.None)
            : functional.log_softmax(outputs, 1).mean([1L], keepdim: true).neg();
        return (hard.Times(1 - (double)loss.Smoothing).Plus(even.Times(loss.Smoothing)), correct);
    }

    private static Tensor RowLosses(RegressionLoss loss, Tensor predictions, Tensor targets) => loss switch
    {
        SquaredError => functional.mse_loss(predictions, targets, Reduction.None),
        AbsoluteError => functional.l1_loss(predictions, targets, Reduction.None),
        QuantileError quantile => Pinball(quantile.Share, predictions.sub(targets)),
        PoissonDeviance => Poisson(predictions, targets),
        GammaDeviance => Gamma(targets.log().sub(predictions)),
        HuberError huber => functional.huber_loss(predictions, targets, huber.Delta, Reduction.None),
        _ => throw new NotSupportedException($"The Torch engine has no {loss}."),
    };

    private static Tensor Pinball(float share, Tensor errors)
    {
        using Scalar above = 1 - share, below = -share;
        return errors.mul(above).maximum(errors.mul(below));
    }

    private static Tensor Quantiles(QuantileObjective objective, Tensor outputs, Tensor targets)
    {
        var errors = outputs.sort(dim: 1).Values.sub(targets);
        var below = tensor((float[])[.. objective.Shares.Select(share => -share)], device: outputs.device);
        return errors.mul(below.add(TorchArithmetic.One)).maximum(errors.mul(below)).mean([1L], keepdim: true);
    }

    // y ln y is 0 where y is.
    private static Tensor Poisson(Tensor logMeans, Tensor targets) =>
        logMeans.exp().sub(targets.mul(logMeans)).Plus(targets.xlogy(targets).sub(targets));

    private static Tensor Gamma(Tensor logRatios) => logRatios.expm1().sub(logRatios);

    private static Tensor LeakyRelu(Tensor z, float negativeSlope)
    {
        using Scalar slope = negativeSlope;
        return z.leaky_relu(slope);
    }

    private static Tensor Elu(Tensor z, float alpha)
    {
        using Scalar scale = alpha;
        return z.elu(scale, TorchArithmetic.One, TorchArithmetic.One);
    }

    private static Tensor ApproximateGelu(Tensor z)
    {
        var inner = z.Plus(z.mul(z).mul(z).Times(0.044715)).Times(Math.Sqrt(2 / Math.PI));
        var half = z.Times(0.5);
        return half.Plus(half.mul(inner.tanh()));
    }
}
