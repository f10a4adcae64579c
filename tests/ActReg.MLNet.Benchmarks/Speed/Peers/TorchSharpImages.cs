using ActReg.MLNet.Benchmarks.Generated;
using ActReg.MLNet.Benchmarks.Speed.Images;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>The training of <see cref="ImageTraining"/> with TorchSharp as one would write it: PyTorch's operations eagerly, autograd, its own Adam.</summary>
internal sealed class TorchSharpImages : IDisposable
{
    private readonly Tensor _images;
    private readonly Tensor _labels;
    private readonly Parameter[] _weights;
    private readonly optim.Optimizer _optimizer;
    // A tensor: TorchSharp could free a plain number while libtorch reads it.
    private readonly Tensor _strength = tensor(ImageTraining.L1 / ImageTraining.BatchSize);

    /// <param name="rows">The images.</param>
    /// <param name="channelsLast">Whether images and kernels have their channels last in memory.</param>
    public TorchSharpImages(LabeledRow[] rows, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        const int Side = ImageTraining.Side;
        _images = tensor(rows.SelectMany(row => row.Features).ToArray(), [rows.Length, 1, Side, Side]).MoveToOuterDisposeScope();
        _labels = tensor(rows.Select(row => (long)row.Label).ToArray()).MoveToOuterDisposeScope();
        var pixels = ((Side - 2) / 2 - 2) / 2;
        _weights =
        [
            Kernel(1, ImageTraining.FirstFilters), Bias(ImageTraining.FirstFilters),
            Kernel(ImageTraining.FirstFilters, ImageTraining.SecondFilters), Bias(ImageTraining.SecondFilters),
            Matrix(pixels * pixels * ImageTraining.SecondFilters, ImageTraining.Units), Bias(ImageTraining.Units),
            Matrix(ImageTraining.Units, ImageTraining.ClassCount), Bias(ImageTraining.ClassCount),
        ];
        foreach (var weight in _weights)
            weight.MoveToOuterDisposeScope();
        _optimizer = optim.Adam(_weights, ImageTraining.LearningRate);

        Parameter Kernel(long channels, long filters)
        {
            const int Size = ImageTraining.KernelSize;
            var scale = tensor((float)Math.Sqrt(2.0 / (channels * Size * Size)));
            return new(channelsLast ? randn(filters, Size, Size, channels).mul(scale).permute(0, 3, 1, 2) : randn(filters, channels, Size, Size).mul(scale));
        }

        static Parameter Matrix(long inputs, long units) => new(randn(units, inputs).mul(tensor((float)Math.Sqrt(2.0 / inputs))));

        static Parameter Bias(long units) => new(zeros(units));
    }

    /// <summary>The last batch's loss.</summary>
    public double Loss { get; private set; }

    /// <summary>The seconds of an epoch.</summary>
    public double EpochSeconds() => Timing.Of(() =>
    {
        using var epoch = NewDisposeScope();
        var order = randperm(_labels.shape[0]);
        for (long first = 0; first < order.shape[0]; first += ImageTraining.BatchSize)
        {
            using var step = NewDisposeScope();
            var rows = order.narrow(0, first, Math.Min(ImageTraining.BatchSize, order.shape[0] - first));
            _optimizer.zero_grad();
            var first1 = functional.conv2d(_images.index_select(0, rows), _weights[0], _weights[1]).relu();
            var second = functional.conv2d(functional.max_pool2d(first1, 2), _weights[2], _weights[3]).relu();
            var hidden = functional.linear(functional.max_pool2d(second, 2).flatten(1), _weights[4], _weights[5]).relu();
            var logits = functional.linear(functional.dropout(hidden, ImageTraining.DropoutRate, training: true), _weights[6], _weights[7]);
            var loss = functional.cross_entropy(logits, _labels.index_select(0, rows)) + (first1.abs().sum() + second.abs().sum()) * _strength;
            loss.backward();
            _optimizer.step();
            Loss = loss.item<float>();
        }
    });

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (var tensor in _weights.Append(_images).Append(_labels).Append(_strength))
            tensor.Dispose();
    }
}
