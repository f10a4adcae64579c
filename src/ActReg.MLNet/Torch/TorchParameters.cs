using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A network's weights as one flat tensor, with what the optimizer remembers of them.</summary>
internal sealed class TorchParameters : IDisposable
{
    private readonly NetworkPlan _plan;
    private readonly Tensor _flat;
    private readonly Tensor[] _slots;

    public TorchParameters(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, int slotCount)
    {
        _plan = plan;
        float[] values = [.. weights.SelectMany(weight => weight.Values)];
        _flat = tensor(values, requires_grad: true).DetachFromDisposeScope();
        _slots = [.. Enumerable.Range(0, slotCount).Select(_ =>
            zeros(values.Length, dtype: ScalarType.Float32).DetachFromDisposeScope())];
    }

    /// <summary>Each weight array, as a view.</summary>
    public Tensor[] Views() => ViewsOf(_flat);

    /// <summary>Moves all weights by the gradient that has been computed, and drops it.</summary>
    public void Update(Optimizer optimizer, GradientClipping? clipping, int step, double learningRate)
    {
        using var noGradients = no_grad();
        using var gradient = _flat.grad!;
        clipping?.Apply(gradient, ViewsOf(gradient));
        if (optimizer.KernelDecay > 0)
            Decay(1 - learningRate * optimizer.KernelDecay);
        optimizer.Update(step, learningRate, _flat, gradient, _slots);
        _flat.grad = null;
    }

    public IReadOnlyList<WeightTensor> ToWeights()
    {
        var values = ToArray(_flat).AsSpan();
        var weights = Weights.Zeros(_plan);
        foreach (var weight in weights)
        {
            values[..weight.Values.Length].CopyTo(weight.Values);
            values = values[weight.Values.Length..];
        }

        return weights;
    }

    public EngineState GetState(int step) => new(step, ToArray(_flat), [.. _slots.Select(ToArray)]);

    public void SetState(EngineState state)
    {
        using var noGradients = no_grad();
        Copy(state.Parameters, _flat);
        for (var i = 0; i < _slots.Length; i++)
            Copy(state.Slots[i], _slots[i]);
    }

    public void Dispose()
    {
        _flat.grad?.Dispose();
        _flat.Dispose();
        foreach (var slot in _slots)
            slot.Dispose();
    }

    private void Decay(double factor)
    {
        using Scalar scalar = factor;
        var views = Views();
        for (var i = 0; i < views.Length; i++)
        {
            if (_plan.Weights[i].Role == WeightRole.Kernel)
                views[i].mul_(scalar);
        }
    }

    private Tensor[] ViewsOf(Tensor flat)
    {
        var views = new Tensor[_plan.Weights.Count];
        long offset = 0;
        for (var i = 0; i < views.Length; i++)
        {
            long[] shape = [.. _plan.Weights[i].Shape];
            views[i] = flat.narrow(0, offset, _plan.Weights[i].Count).view(shape);
            offset += _plan.Weights[i].Count;
        }

        return views;
    }

    private static float[] ToArray(Tensor values) => values.data<float>().ToArray();

    private static void Copy(float[] from, Tensor to)
    {
        using var values = tensor(from);
        to.copy_(values);
    }
}
