using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>What units of a code add to a row.</summary>
internal static class Dictionaries
{
    /// <summary>For each unit what it adds when it is 1, in the features' own units; <see langword="null"/> where the decoder has hidden layers.</summary>
    public static float[][]? Of(TrainedAutoencoder autoencoder) =>
        Directions(autoencoder.Network)?.Select(row => Array.ConvertAll(row, value => value * autoencoder.Scale.Scale)).ToArray();

    /// <summary>The same in scaled units.</summary>
    public static float[][]? Directions(TrainedNetwork network)
    {
        if (network.Plan.Steps[^1] is not DenseStep last || network.Plan.Layers[^2] is not CodeLayer)
            return null;
        var kernel = network.Weights[network.Plan.IndexOf(last.Kernel)];
        var columns = kernel.Shape[1];
        return last.IsTied
            ? [.. Enumerable.Range(0, columns).Select(unit => Enumerable.Range(0, kernel.Shape[0]).Select(row => kernel.Values[row * columns + unit]).ToArray())]
            : [.. kernel.Values.Chunk(columns)];
    }

    /// <summary>The mean, over some columns, of the largest cosine with one of others; of a column of zeros it is 0.</summary>
    public static double MeanLargestCosine(IReadOnlyList<float[]> columns, IReadOnlyList<float[]> others)
    {
        var (units, otherUnits) = (Normalized(columns), Normalized(others));
        var depth = AlignedBuffer.Pad(columns[0].Length);
        var cosines = new AlignedBuffer(AlignedBuffer.Pad(others.Count));
        var nothing = new AlignedBuffer(AlignedBuffer.Pad(others.Count));
        double sum = 0;
        for (var unit = 0; unit < columns.Count; unit++)
        {
            Multiply(units, unit, otherUnits, others.Count, depth, nothing, cosines);
            sum += TensorPrimitives.Max<float>(cosines.Span[..others.Count]);
        }

        return sum / columns.Count;
    }

    private static unsafe void Multiply(AlignedBuffer units, int unit, AlignedBuffer others, int count, int depth, AlignedBuffer bias, AlignedBuffer cosines)
    {
        DotProducts.Multiply(
            1, count, depth, new Matrix(units.Pointer + (nint)unit * depth, depth), new Matrix(others.Pointer, depth), bias.Pointer, new Matrix(cosines.Pointer, count));
        GC.KeepAlive(units);
        GC.KeepAlive(others);
        GC.KeepAlive(bias);
        GC.KeepAlive(cosines);
    }

    private static AlignedBuffer Normalized(IReadOnlyList<float[]> columns)
    {
        var depth = AlignedBuffer.Pad(columns[0].Length);
        var buffer = new AlignedBuffer(checked(columns.Count * depth));
        for (var unit = 0; unit < columns.Count; unit++)
        {
            var norm = TensorPrimitives.Norm<float>(columns[unit]);
            if (norm > 0)
                TensorPrimitives.Divide(columns[unit], norm, buffer.Span.Slice(unit * depth, depth));
        }

        return buffer;
    }
}
