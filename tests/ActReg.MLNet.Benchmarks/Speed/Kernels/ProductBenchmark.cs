using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Reporting;
using ActReg.MLNet.Benchmarks.Speed.Training;

namespace ActReg.MLNet.Benchmarks.Speed.Kernels;

/// <summary>The fused engine's matrix product beside <c>torch.mm</c>, at the shapes that a training needs.</summary>
internal static class ProductBenchmark
{
    /// <summary>Narrower outputs have a kernel of their own.</summary>
    private const int LeastColumns = 8;

    public static Benchmark Create(string name, LargeTraining training) => new(
        name, $"{training.Name}: products of [rows, depth] and [depth, columns], one thread",
        settings => Run(training, settings));

    private static BenchmarkResult Run(LargeTraining training, BenchmarkSettings settings) =>
        new([.. Shapes(training).Select(shape => Compare(shape, settings.ShortRepeats))], []);

    private static Comparison Compare((string What, ProductShape Shape) product, int repeats)
    {
        using var operands = new ProductOperands(product.Shape);
        var samples = Timing.Alternate(
            repeats, warmUps: 1, [Timing.Short("ours", operands.MultiplyOurs), Timing.Short("torch.mm", operands.MultiplyTorch)]);
        var shape = product.Shape;
        var speeds = samples.Select(one => one.Convert(Unit.Gigaflops, seconds => shape.Operations / seconds / 1e9)).ToArray();
        return new($"{product.What}: [{shape.Rows}, {shape.Depth}] [{shape.Depth}, {shape.Columns}]", speeds[0], speeds[1]);
    }

    private static IEnumerable<(string What, ProductShape Shape)> Shapes(LargeTraining training)
    {
        var (sizes, rows) = (training.Sizes, training.BatchSize);
        for (var layer = 0; layer + 1 < sizes.Length && sizes[layer + 1] >= LeastColumns; layer++)
        {
            var (inputs, units) = (sizes[layer], sizes[layer + 1]);
            yield return ($"layer {layer + 1}, forward", new(rows, units, inputs));
            yield return ($"layer {layer + 1}, kernel's gradient", new(inputs, units, rows, IsLeftTransposed: true));
            if (layer > 0)
                yield return ($"layer {layer + 1}, input's gradient", new(rows, inputs, units));
        }
    }
}
