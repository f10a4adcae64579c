using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>What units of a code add to a row.</summary>
internal static class Dictionaries
{
    /// <summary>For each unit what it adds when it is 1, in the features' own units; <see langword="null"/> where the decoder has hidden layers.</summary>
    public static float[][]? Of(TrainedAutoencoder autoencoder) =>
        Directions(autoencoder)?.Select(row => Array.ConvertAll(row, value => value * autoencoder.Scale.Scale)).ToArray();

    private static float[][]? Directions(TrainedAutoencoder autoencoder)
    {
        var (network, plan) = (autoencoder.Network, autoencoder.Network.Plan);
        if (autoencoder.CodeIndex != plan.Layers.Count - 2 || plan.Steps[^1].Weights is not [var kernel, ..])
            return null;
        var (values, columns) = (network.Weights[plan.IndexOf(kernel)].Values, kernel.Shape[1]);
        // A tied decoder has the encoder's kernel, [features, units].
        return kernel.Role == WeightRole.EncoderKernel
            ? [.. Enumerable.Range(0, columns).Select(unit => Enumerable.Range(0, kernel.Shape[0]).Select(row => values[row * columns + unit]).ToArray())]
            : [.. values.Chunk(columns)];
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

        // Of columns that are the same, rounding makes a little more than 1.
        return Math.Min(sum / columns.Count, 1);
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
