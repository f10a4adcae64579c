using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>The weights that networks begin with: Keras's defaults.</summary>
internal static class Initializers
{
    private const double EmbeddingLimit = 0.05;
    private const int LstmGates = 4;

    /// <summary>Fills an array that is zero.</summary>
    public static void Fill(WeightTensor weight, WeightRole role, RandomState random)
    {
        switch (role)
        {
            case WeightRole.Kernel:
                FillUniform(weight.Values, GlorotLimit(weight.Shape), random);
                break;
            case WeightRole.RecurrentKernel:
                FillOrthogonal(weight, random);
                break;
            case WeightRole.Embeddings:
                FillUniform(weight.Values, EmbeddingLimit, random);
                break;
            case WeightRole.LstmBias:
                var units = weight.Values.Length / LstmGates;
                weight.Values.AsSpan(units, units).Fill(1);
                break;
            case WeightRole.Scale or WeightRole.MovingVariance:
                Array.Fill(weight.Values, 1);
                break;
        }
    }

    /// <summary>
    /// <c>√(6 / (inputs + outputs))</c> of one output and one input (Glorot and Bengio, 2010): the last two dimensions, each times the
    /// places of a convolution's window.
    /// </summary>
    private static double GlorotLimit(int[] shape)
    {
        var places = shape[..^2].Aggregate(1.0, (product, dimension) => product * dimension);
        return Math.Sqrt(6 / (places * ((double)shape[^2] + shape[^1])));
    }

    private static void FillUniform(float[] values, double limit, RandomState random)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(limit * (2 * random.NextDouble() - 1));
    }

    /// <summary>
    /// A matrix whose rows are orthonormal, uniformly distributed among those there are (Saxe, McClelland and Ganguli, 2013). It has no
    /// more rows than columns.
    /// </summary>
    /// <remarks>
    /// Gram and Schmidt's method on Gaussian rows, which is the QR decomposition whose R has a positive diagonal. Twice, lest
    /// rounding leave them oblique.
    /// </remarks>
    private static void FillOrthogonal(WeightTensor kernel, RandomState random)
    {
        var rows = new double[kernel.Shape[0]][];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = new double[kernel.Shape[1]];
            for (var column = 0; column < row.Length; column++)
                row[column] = random.NextGaussian();
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var other in rows.AsSpan(0, i))
                    Subtract(other, TensorPrimitives.Dot<double>(row, other), row);
            }

            TensorPrimitives.Divide(row, TensorPrimitives.Norm<double>(row), row);
            rows[i] = row;
            TensorPrimitives.ConvertChecked<double, float>(row, kernel.Values.AsSpan(i * row.Length));
        }
    }

    private static void Subtract(double[] other, double factor, double[] row) =>
        TensorPrimitives.MultiplyAdd<double>(other, -factor, row, row);
}
