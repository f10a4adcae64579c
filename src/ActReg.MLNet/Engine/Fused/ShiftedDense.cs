namespace ActReg.MLNet;

/// <summary>A dense step behind a bias that is taken away first: the gradient by that bias is a product with the one by the dense step's.</summary>
internal sealed unsafe class ShiftedDense
{
    private readonly PreBiasStep _shift;
    private readonly DenseStep _dense;
    private readonly AlignedBuffer _before;

    private ShiftedDense(PreBiasStep shift, DenseStep dense)
    {
        _shift = shift;
        _dense = dense;
        _before = new AlignedBuffer(dense.Bias.Length);
    }

    /// <summary>The first two steps of a network, where they are such; else <see langword="null"/>.</summary>
    public static ShiftedDense? In(NetworkPlan plan) =>
        plan.Steps is [PreBiasStep shift, DenseStep { IsTransposed: false } dense, ..] && !shift.Bias.IsFrozen ? new(shift, dense) : null;

    /// <summary>To be called before the backward pass.</summary>
    public void Begin(AlignedBuffer gradient) => _dense.Bias.In(gradient).CopyTo(_before.Span);

    /// <summary>To be called when the gradient by the dense step's bias is complete.</summary>
    public void End(AlignedBuffer parameters, AlignedBuffer gradient)
    {
        var added = _before.Span;
        var now = _dense.Bias.In(gradient);
        for (var i = 0; i < added.Length; i++)
            added[i] = now[i] - added[i];
        _shift.AddGradient(_dense.Kernel, _before.Pointer, parameters.Pointer, gradient.Pointer);
        GC.KeepAlive(parameters);
        GC.KeepAlive(gradient);
        GC.KeepAlive(_before);
    }
}
