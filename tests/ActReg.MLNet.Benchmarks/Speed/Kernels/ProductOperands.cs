using static TorchSharp.torch;

namespace ActReg.MLNet.Benchmarks.Speed.Kernels;

/// <summary>Random matrices to multiply, for both libraries.</summary>
internal sealed unsafe class ProductOperands : IDisposable
{
    private readonly ProductShape _shape;
    private readonly AlignedBuffer _left;
    private readonly AlignedBuffer _right;
    private readonly AlignedBuffer _result;
    private readonly int _leftStride;
    private readonly int _columns;
    private readonly Tensor _torchLeft;
    private readonly Tensor _torchRight;

    public ProductOperands(ProductShape shape)
    {
        _shape = shape;
        _columns = AlignedBuffer.Pad(shape.Columns);
        var (storedRows, storedColumns) = shape.IsLeftTransposed ? (shape.Depth, shape.Rows) : (shape.Rows, shape.Depth);
        _leftStride = AlignedBuffer.Pad(storedColumns);
        _left = Random(storedRows * _leftStride);
        _right = Random(shape.Depth * _columns);
        _result = new AlignedBuffer(shape.Rows * _columns);
        var stored = randn(storedRows, storedColumns);
        _torchLeft = shape.IsLeftTransposed ? stored.t() : stored;
        _torchRight = randn(shape.Depth, shape.Columns);
    }

    public void MultiplyOurs()
    {
        var stored = new Matrix(_left.Pointer, _leftStride);
        MatrixProduct.Multiply(
            _shape.Rows, _columns, _shape.Depth, _shape.IsLeftTransposed ? stored.Transposed : stored,
            new Matrix(_right.Pointer, _columns), null, new Matrix(_result.Pointer, _columns));
    }

    public void MultiplyTorch() => _torchLeft.mm(_torchRight).Dispose();

    public void Dispose()
    {
        _torchLeft.Dispose();
        _torchRight.Dispose();
    }

    private static AlignedBuffer Random(int length)
    {
        var buffer = new AlignedBuffer(length);
        var random = new RandomState(1);
        foreach (ref var value in buffer.Span)
            value = (float)random.NextGaussian();
        return buffer;
    }
}
