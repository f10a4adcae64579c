using static TorchSharp.torch;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>The matrix products that steps of a training need, and nothing else, by TorchSharp's <c>torch.mm</c>.</summary>
/// <remarks>Each layer's output, gradient by the kernel and, but for the first layer, gradient by the input.</remarks>
internal sealed class BareProducts : IDisposable
{
    private readonly List<(Tensor Left, Tensor Right)> _forward = [];
    private readonly List<(Tensor Left, Tensor Right)> _backward = [];

    /// <param name="sizes">The values per row before, between and after the layers.</param>
    /// <param name="rows">The rows per step.</param>
    public BareProducts(int[] sizes, int rows)
    {
        for (var layer = 0; layer + 1 < sizes.Length; layer++)
        {
            var input = randn(rows, sizes[layer]);
            var kernel = randn(sizes[layer], sizes[layer + 1]);
            var gradient = randn(rows, sizes[layer + 1]);
            _forward.Add((input, kernel));
            _backward.Add((input.t(), gradient));
            if (layer > 0)
                _backward.Add((gradient, kernel.t()));
        }
    }

    public void Forward() => Multiply(_forward);

    public void Backward() => Multiply(_backward);

    public void Step()
    {
        Forward();
        Backward();
    }

    public void Dispose()
    {
        foreach (var (left, right) in _forward.Concat(_backward))
        {
            left.Dispose();
            right.Dispose();
        }
    }

    private static void Multiply(List<(Tensor Left, Tensor Right)> pairs)
    {
        foreach (var (left, right) in pairs)
            left.mm(right).Dispose();
    }
}
