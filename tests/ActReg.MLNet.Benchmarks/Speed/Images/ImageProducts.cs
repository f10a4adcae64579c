using ActReg.MLNet.Benchmarks.Speed.Measuring;

namespace ActReg.MLNet.Benchmarks.Speed.Images;

/// <summary>The matrix products of the convolutions of an <see cref="ImageTraining"/>, image by image, and nothing else.</summary>
/// <remarks>
/// Each convolution's output, gradient by the kernel and, but for the first, gradient by its windows. The windows have been copied out, and are
/// those of one image again and again, so that all is in the cache.
/// </remarks>
internal sealed class ImageProducts
{
    private readonly Convolution[] _convolutions =
    [
        Convolution.Of(ImageTraining.Side, channels: 1, ImageTraining.FirstFilters),
        Convolution.Of((ImageTraining.Side - ImageTraining.KernelSize + 1) / 2, ImageTraining.FirstFilters, ImageTraining.SecondFilters),
    ];

    /// <summary>Multiplications and additions of an image.</summary>
    public double Operations => _convolutions.Select((convolution, i) => (i == 0 ? 2 : 3) * convolution.Operations).Sum();

    /// <summary>The seconds for so many images.</summary>
    public double Seconds(int images) => Timing.Of(() =>
    {
        for (var image = 0; image < images; image++)
        {
            for (var i = 0; i < _convolutions.Length; i++)
                _convolutions[i].Multiply(isFirst: i == 0);
        }
    });

    private sealed unsafe class Convolution(int windows, int depth, int filters)
    {
        private readonly int _stride = AlignedBuffer.Pad(depth);
        private readonly AlignedBuffer _patches = Random(windows * AlignedBuffer.Pad(depth));
        private readonly AlignedBuffer _kernel = Random(depth * filters);
        private readonly AlignedBuffer _transposed = Random(filters * AlignedBuffer.Pad(depth));
        private readonly AlignedBuffer _slopes = Random(windows * filters);
        private readonly AlignedBuffer _map = new(windows * filters, pageOffset: 512);
        private readonly AlignedBuffer _sums = new(depth * filters, pageOffset: 512);
        private readonly AlignedBuffer _patchSlopes = new(windows * AlignedBuffer.Pad(depth), pageOffset: 512);

        public static Convolution Of(int side, int channels, int filters)
        {
            var outputs = side - ImageTraining.KernelSize + 1;
            return new(outputs * outputs, ImageTraining.KernelSize * ImageTraining.KernelSize * channels, filters);
        }

        /// <summary>Of one product.</summary>
        public double Operations => 2.0 * windows * depth * filters;

        public void Multiply(bool isFirst)
        {
            var patches = new Matrix(_patches.Pointer, _stride);
            var slopes = new Matrix(_slopes.Pointer, filters);
            MatrixProduct.Multiply(windows, filters, depth, patches, new Matrix(_kernel.Pointer, filters), null, new Matrix(_map.Pointer, filters));
            MatrixProduct.Multiply(depth, filters, windows, patches.Transposed, slopes, null, new Matrix(_sums.Pointer, filters));
            if (!isFirst)
                MatrixProduct.Multiply(windows, _stride, filters, slopes, new Matrix(_transposed.Pointer, _stride), null, new Matrix(_patchSlopes.Pointer, _stride));
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
}
