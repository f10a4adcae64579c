using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A network's weights as one flat tensor, with their gradient and what the optimizer remembers of them.</summary>
/// <remarks>
/// Each weight array, and its gradient, are views that are made once: a backward pass adds to a gradient that is there, in place.
/// </remarks>
internal sealed class TorchParameters : IDisposable
{
    /// <summary>What TorchSharp gives a span of.</summary>
    private const int MostValuesPerRead = int.MaxValue / sizeof(float);

    private readonly NetworkPlan _plan;
    private readonly Tensor _flat;
    private readonly Tensor _gradient;
    private readonly Tensor[] _arrays;
    private readonly Tensor[] _gradients;
    private readonly Tensor[] _slots;
    private readonly TorchWeightGroup[] _groups;
    private float[] _kept;
    private float[] _read;

    public TorchParameters(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, int slotCount, Device device)
    {
        _plan = plan;
        _kept = [.. weights.SelectMany(weight => weight.Values)];
        _read = new float[_kept.Length];
        _flat = Zeros();
        Copy(_kept, _flat);
        _gradient = Zeros();
        _slots = [.. Enumerable.Range(0, slotCount).Select(_ => Zeros())];
        _arrays = ViewsOf(_flat);
        _gradients = ViewsOf(_gradient);
        for (var i = 0; i < _arrays.Length; i++)
        {
            if (_plan.Weights[i].Role.IsStatistic() || _plan.Weights[i].IsFrozen)
                continue;
            _arrays[i].requires_grad_();
            _arrays[i].grad = _gradients[i];
        }

        _groups = [.. plan.WeightGroups.Select(group => new TorchWeightGroup(group, plan, _flat, _gradient, _slots, _arrays))];

        Tensor Zeros() => zeros(_kept.Length, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    /// <summary>A weight array.</summary>
    public Tensor this[WeightPlace place] => _arrays[_plan.IndexOf(place)];

    /// <summary>Multiplies the gradient that has been computed. There must be no gradients enabled.</summary>
    public void ScaleGradient(double factor)
    {
        using Scalar scalar = factor;
        _gradient.mul_(scalar);
    }

    /// <summary>Bounds the gradient that has been computed. There must be no gradients enabled.</summary>
    public void Clip(GradientClipping clipping) => clipping.Apply(_gradient, _gradients);

    public float[] GetGradient() => ToArray(_gradient);

    public void SetGradient(ReadOnlySpan<float> gradient) => Copy(gradient.ToArray(), _gradient);

    /// <summary>Moves all weights by the gradient that has been computed, and makes it 0 again. There must be no gradients enabled.</summary>
    public void Update(Optimizer optimizer, int step, double learningRate)
    {
        foreach (var dictionary in _plan.Dictionaries)
            TorchUnitRows.RemoveParallel(this[dictionary], _gradients[_plan.IndexOf(dictionary)]);
        foreach (var group in _groups)
            group.Update(optimizer, step, learningRate);
        foreach (var dictionary in _plan.Dictionaries)
            TorchUnitRows.Normalize(this[dictionary]);
        foreach (var threshold in _plan.Thresholds)
            this[threshold].clamp_min_(TorchArithmetic.Zero);
        _gradient.zero_();
    }

    /// <summary>The weights as they are now.</summary>
    public IReadOnlyList<WeightTensor> ToWeights() => ToWeights(ToArray(_flat));

    /// <inheritdoc cref="ITrainingEngine.TryKeepWeights"/>
    public bool TryKeep()
    {
        Read(_flat, _read);
        var areFinite = FiniteValues.AreAll(_read);
        if (areFinite)
            (_kept, _read) = (_read, _kept);
        return areFinite;
    }

    /// <inheritdoc cref="ITrainingEngine.GetKeptWeights"/>
    public IReadOnlyList<WeightTensor> KeptWeights() => ToWeights(_kept);

    public EngineState GetState(int step) => new(step, ToArray(_flat), [.. _slots.Select(ToArray)]);

    /// <inheritdoc cref="ITrainingEngine.Misfit"/>
    public string? Misfit(EngineState state) =>
        state.Misfit(_kept.Length, _slots.Length) ?? EngineState.Misfit(_plan, ToWeights(state.Parameters));

    public void SetState(EngineState state)
    {
        Copy(state.Parameters, _flat);
        for (var i = 0; i < _slots.Length; i++)
            Copy(state.Slots[i], _slots[i]);
    }

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
        foreach (var tensor in (IEnumerable<Tensor>)[.. _arrays, .. _gradients, .. _slots, _gradient, _flat])
            tensor.Dispose();
    }

    private Tensor[] ViewsOf(Tensor flat)
    {
        var views = new Tensor[_plan.Weights.Count];
        long offset = 0;
        for (var i = 0; i < views.Length; i++)
        {
            long[] shape = [.. _plan.Weights[i].Shape];
            views[i] = flat.narrow(0, offset, _plan.Weights[i].Count).view(shape).DetachFromDisposeScope();
            offset += _plan.Weights[i].Count;
        }

        return views;
    }

    private IReadOnlyList<WeightTensor> ToWeights(ReadOnlySpan<float> values)
    {
        var weights = Weights.Zeros(_plan);
        foreach (var weight in weights)
        {
            values[..weight.Values.Length].CopyTo(weight.Values);
            values = values[weight.Values.Length..];
        }

        return weights;
    }

    private static float[] ToArray(Tensor values)
    {
        var array = new float[values.numel()];
        Read(values, array);
        return array;
    }

    private static void Read(Tensor from, float[] to)
    {
        using var onHost = from.cpu();
        for (var start = 0; start < to.Length; start += MostValuesPerRead)
        {
            using var part = onHost.narrow(0, start, Math.Min(MostValuesPerRead, to.Length - start));
            MemoryMarshal.Cast<byte, float>(part.bytes).CopyTo(to.AsSpan(start));
        }
    }

    private static void Copy(float[] from, Tensor to)
    {
        using var values = from_array(from);
        to.copy_(values);
    }
}
