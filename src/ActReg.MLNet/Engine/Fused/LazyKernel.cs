using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>
/// The first kernel of a network in training on features most of which are 0. In a step only the rows of it are touched whose features some row of
/// the batch has; the others are brought up to date when they are needed.
/// </summary>
/// <remarks>
/// The gradient by rows that are touched is packed: it ends where the kernel's ends, and grows towards the start, so that what is in use of the
/// network's whole gradient stays in one piece.
/// </remarks>
internal sealed class LazyKernel
{
    /// <summary>Of rows that nothing happens to in steps without a gradient, since they never had any.</summary>
    private const int Never = -1;

    private readonly WeightPlace _kernel;
    private readonly Optimizer _optimizer;
    private readonly SkippedSteps _skipped;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer[] _slots;
    private readonly int[] _since;
    private readonly int[] _places;
    private int[] _touched = new int[1 << 10];

    private LazyKernel(
        WeightPlace kernel, Optimizer optimizer, SkippedSteps skipped, AlignedBuffer parameters, AlignedBuffer gradient, AlignedBuffer[] slots)
    {
        (_kernel, _optimizer, _skipped) = (kernel, optimizer, skipped);
        (_parameters, _gradient, _slots) = (parameters, gradient, slots);
        _since = new int[kernel.Shape[0]];
        _places = new int[kernel.Shape[0]];
        Restart();
    }

    /// <summary>The rows that are touched.</summary>
    public int Count { get; private set; }

    /// <summary>What is in use of the gradient.</summary>
    public Range Used => (End - Count * Stride)..;

    /// <summary>Where the kernel's gradient is.</summary>
    public Range Packed => (End - Count * Stride)..End;

    /// <summary>Where the kernel ends; it begins with the parameters.</summary>
    public int End => _kernel.Length;

    private int Stride => _kernel.Layout.StoredColumns;

    /// <summary>
    /// The first kernel; <see langword="null"/> where every step moves all of it: by a penalty, or by an optimizer that has no formula for steps without a
    /// gradient; or none.
    /// </summary>
    /// <param name="plan">The network.</param>
    /// <param name="optimizer">What updates it.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="gradient">The loss's gradient by them.</param>
    /// <param name="slots">What the optimizer remembers.</param>
    public static LazyKernel? Of(NetworkPlan plan, Optimizer optimizer, AlignedBuffer parameters, AlignedBuffer gradient, AlignedBuffer[] slots)
    {
        var kernel = plan.Steps[0].Weights[0];
        return kernel.IsFrozen || plan.KernelPenalties.Any(penalty => penalty.Kernel == kernel) || optimizer.SkipSteps() is not { } skipped
            ? null : new LazyKernel(kernel, optimizer, skipped, parameters, gradient, slots);
    }

    /// <summary>Touches a row, which is up to date then, and returns its place in the packed gradient.</summary>
    public int Touch(int row)
    {
        if (_places[row] > 0)
            return _places[row] - 1;
        CatchUp(row);
        if (Count == _touched.Length)
            Array.Resize(ref _touched, 2 * Count);
        _touched[Count] = row;
        _places[row] = ++Count;
        return Count - 1;
    }

    /// <summary>Updates the rows that are touched, and lets go of them.</summary>
    /// <param name="step">The step's number, from 1.</param>
    /// <param name="learningRate">The step's learning rate.</param>
    public void Update(int step, double learningRate)
    {
        var rate = learningRate * _kernel.LearningRateFactor;
        var kept = (float)(1 - rate * _optimizer.KernelDecay);
        var rows = _touched.AsSpan(0, Count);
        foreach (var row in rows)
        {
            if (kept != 1)
                TensorPrimitives.Multiply(RowIn(_parameters, row), kept, RowIn(_parameters, row));
        }

        _optimizer.Update(step, rate, _parameters, _gradient, _slots, WeightParts.Rows(rows, Stride, start: 0, gradientStart: End - Stride));
        _skipped.Add(step, rate, kept);
        foreach (var row in rows)
        {
            _since[row] = _skipped.Count;
            _places[row] = 0;
        }

        Count = 0;
        if (_skipped.Count == SkippedSteps.Most)
            CatchUpAll();
    }

    /// <summary>Brings all rows up to date.</summary>
    public void CatchUpAll()
    {
        for (var row = 0; row < _since.Length && _skipped.Count > 0; row++)
        {
            CatchUp(row);
            _since[row] = Math.Min(_since[row], 0);
        }

        _skipped.Restart();
    }

    /// <summary>Begins anew, with rows that are all up to date.</summary>
    public void Restart()
    {
        _skipped.Restart();
        for (var row = 0; row < _since.Length; row++)
            _since[row] = _optimizer.KernelDecay == 0 && IsUnknown(row) ? Never : 0;
    }

    /// <summary>Puts the gradient by each row where the row stands in the kernel, and lets go of all.</summary>
    public void Unpack()
    {
        var packed = _gradient.Span[Packed].ToArray();
        _gradient.Span[Packed].Clear();
        for (var place = 0; place < Count; place++)
        {
            packed.AsSpan((Count - 1 - place) * Stride, Stride).CopyTo(RowIn(_gradient, _touched[place]));
            _places[_touched[place]] = 0;
        }

        Count = 0;
    }

    private void CatchUp(int row)
    {
        if (_since[row] == Never || _since[row] == _skipped.Count)
            return;
        _skipped.CatchUp(_since[row], _parameters, _slots, row * Stride, Stride);
        _since[row] = _skipped.Count;
    }

    /// <summary>Whether the optimizer remembers nothing of a row.</summary>
    private bool IsUnknown(int row)
    {
        foreach (var slot in _slots)
        {
            if (RowIn(slot, row).ContainsAnyExcept(0))
                return false;
        }

        return true;
    }

    private Span<float> RowIn(AlignedBuffer buffer, int row) => buffer.Span.Slice(row * Stride, Stride);
}
