using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of optimizers: the same formulas, a few calls a step.</summary>
internal static class TorchOptimizers
{
    /// <summary>Updates parameters, and what is remembered of them, in place.</summary>
    public static void Update(
        this Optimizer optimizer, int step, double learningRate, Tensor parameters, Tensor gradient, Tensor[] slots)
    {
        switch (optimizer)
        {
            case AdamOptimizer adam:
                Update(adam, step, learningRate, parameters, gradient, slots);
                break;
            case SgdOptimizer sgd:
                Update(sgd, learningRate, parameters, gradient, slots);
                break;
            case RmsPropOptimizer rmsProp:
                Update(rmsProp, learningRate, parameters, gradient, slots);
                break;
            default:
                throw new NotSupportedException($"The Torch engine has no {optimizer}.");
        }
    }

    private static void Update(AdamOptimizer adam, int step, double learningRate, Tensor parameters, Tensor gradient, Tensor[] slots)
    {
        using Scalar epsilon = adam.Epsilon;
        using Scalar rate = -adam.CorrectedRate(learningRate, step);
        slots[0].Follow(gradient, 1 - adam.Beta1);
        slots[1].Follow(gradient * gradient, 1 - adam.Beta2);
        parameters.addcdiv_(slots[0], slots[1].sqrt().add_(epsilon, TorchArithmetic.One), rate);
    }

    private static void Update(SgdOptimizer sgd, double learningRate, Tensor parameters, Tensor gradient, Tensor[] slots)
    {
        var change = gradient.Times(-learningRate);
        if (slots.Length > 0)
        {
            using Scalar momentum = sgd.Momentum;
            slots[0].mul_(momentum).add_(change, TorchArithmetic.One);
            change = sgd.Nesterov ? change.add(slots[0], momentum) : slots[0];
        }

        parameters.add_(change, TorchArithmetic.One);
    }

    private static void Update(RmsPropOptimizer rmsProp, double learningRate, Tensor parameters, Tensor gradient, Tensor[] slots)
    {
        using Scalar rate = learningRate;
        using Scalar epsilon = rmsProp.Epsilon;
        slots[0].Follow(gradient * gradient, 1 - rmsProp.Rho);
        var square = slots[0];
        if (rmsProp.Centered)
        {
            slots[1].Follow(gradient, 1 - rmsProp.Rho);
            square = (square - slots[1] * slots[1]).relu();
        }

        var change = (gradient / square.add(epsilon, TorchArithmetic.One).sqrt()).mul(rate);
        if (rmsProp.Momentum > 0)
        {
            using Scalar momentum = rmsProp.Momentum;
            change = slots[^1].mul_(momentum).add_(change, TorchArithmetic.One);
        }

        using Scalar minusOne = -1;
        parameters.add_(change, minusOne);
    }
}
