using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of a <see cref="WeightGroup"/>: views of all weights, their gradient and what the optimizer remembers of them.</summary>
internal sealed class TorchWeightGroup : IDisposable
{
    private readonly Tensor _weights;
    private readonly Tensor _gradient;
    private readonly Tensor[] _slots;
    private readonly Tensor[] _decaying;
    private readonly double _factor;

    /// <param name="group">The group.</param>
    /// <param name="plan">The network.</param>
    /// <param name="weights">All weights, flat.</param>
    /// <param name="gradient">The gradient by them.</param>
    /// <param name="slots">What the optimizer remembers of them.</param>
    /// <param name="arrays">The weights, a view for each array.</param>
    public TorchWeightGroup(WeightGroup group, NetworkPlan plan, Tensor weights, Tensor gradient, Tensor[] slots, Tensor[] arrays)
    {
        var (first, count) = group.Weights.GetOffsetAndLength(plan.Weights.Count);
        var start = plan.Weights.Take(first).Sum(place => place.Count);
        var length = plan.Weights.Skip(first).Take(count).Sum(place => place.Count);
        _factor = group.LearningRateFactor;
        _weights = Part(weights);
        _gradient = Part(gradient);
        _slots = [.. slots.Select(Part)];
        _decaying = [.. Enumerable.Range(first, count).Where(i => plan.Weights[i].Role.Decays()).Select(i => arrays[i])];

        Tensor Part(Tensor flat) => flat.narrow(0, start, length).DetachFromDisposeScope();
    }

    /// <inheritdoc cref="TorchParameters.Update"/>
    public void Update(Optimizer optimizer, int step, double learningRate)
    {
        var rate = learningRate * _factor;
        if (optimizer.KernelDecay > 0)
        {
            using Scalar remaining = 1 - rate * optimizer.KernelDecay;
            foreach (var kernel in _decaying)
                kernel.mul_(remaining);
        }

        optimizer.Update(step, rate, _weights, _gradient, _slots);
    }

    public void Dispose()
    {
        foreach (var tensor in (IEnumerable<Tensor>)[.. _slots, _gradient, _weights])
            tensor.Dispose();
    }
}
