namespace ActReg.MLNet.Tests;

/// <summary>Activations as a network holds them, and what a regularizer makes of them.</summary>
internal sealed unsafe class ActivityBatch
{
    private readonly AlignedBuffer _values;
    private readonly int _rows;
    private readonly int _units;
    private readonly LayerShape _shape;
    private readonly float[]? _weights;

    /// <param name="values">Row-major, [rows, units].</param>
    /// <param name="units">The values per row, or their shape.</param>
    /// <param name="weights">One per row; null where every row counts once.</param>
    public ActivityBatch(float[] values, LayerShape units, float[]? weights = null)
    {
        _shape = units;
        _units = units.Size;
        _rows = values.Length / _units;
        _weights = weights;
        _values = new AlignedBuffer(_rows * Stride);
        for (var row = 0; row < _rows; row++)
            values.AsSpan(row * _units, _units).CopyTo(_values.Span[(row * Stride)..]);
    }

    private int Stride => AlignedBuffer.Pad(_units);

    private Batch Batch => new()
    {
        Rows = _rows,
        Weight = _weights?.Sum(weight => (double)weight) ?? _rows,
        Weights = _weights,
        IsTraining = true,
    };

    private ActivationMatrix Activations => new(new Matrix(_values.Pointer, Stride), _shape);

    public double Penalty(ActivityRegularizer regularizer)
    {
        var penalty = regularizer.Penalty(Batch, Activations);
        GC.KeepAlive(_values);
        return penalty;
    }

    /// <summary>The gradient by each value, row-major, added to what was there; its padding must stay 0.</summary>
    public float[] Gradient(ActivityRegularizer regularizer, double strength = 1, float before = 0)
    {
        var gradient = new AlignedBuffer(_values.Length);
        for (var row = 0; row < _rows; row++)
            gradient.Span.Slice(row * Stride, _units).Fill(before);
        regularizer.AddGradient(Batch, Activations, strength, new Matrix(gradient.Pointer, Stride));
        GC.KeepAlive(_values);
        float[][] rows = [.. gradient.Span.ToArray().Chunk(Stride)];
        Assert.IsFalse(rows.Any(row => row.AsSpan(_units).ContainsAnyExcept(0)), "padding");
        return [.. rows.SelectMany(row => row[.._units])];
    }
}
