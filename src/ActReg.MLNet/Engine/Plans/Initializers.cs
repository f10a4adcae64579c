using System.Numerics.Tensors;

namespace ActReg.MLNet;

/// <summary>The weights that networks begin with: Keras's defaults, and those of sparse codes.</summary>
internal static class Initializers
{
    private const double EmbeddingLimit = 0.05;
    private const int LstmGates = 4;
    private const float FirstThreshold = 0.001f;

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
            case WeightRole.EncoderKernel:
                FillDirections(weight, random);
                break;
            case WeightRole.DecoderKernel or WeightRole.Dictionary:
                var columns = new WeightTensor(weight.Name, [weight.Shape[1], weight.Shape[0]], new float[weight.Values.Length]);
                FillDirections(columns, random);
                Transpose(columns, weight);
                break;
            case WeightRole.Threshold:
                Array.Fill(weight.Values, FirstThreshold);
                break;
            case WeightRole.LstmBias:
                var units = weight.Values.Length / LstmGates;
                weight.Values.AsSpan(units, units).Fill(1);
                break;
            case WeightRole.Scale or WeightRole.Factor or WeightRole.MovingVariance:
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

    /// <summary>Fills a matrix with the transpose of another.</summary>
    public static void Transpose(WeightTensor from, WeightTensor to)
    {
        var (rows, columns) = (from.Shape[0], from.Shape[1]);
        for (var i = 0; i < from.Values.Length; i++)
            to.Values[i % columns * rows + i / columns] = from.Values[i];
    }

    /// <summary>Columns of norm 1, uniformly distributed among all directions.</summary>
    private static void FillDirections(WeightTensor kernel, RandomState random)
    {
        var (rows, columns) = (kernel.Shape[0], kernel.Shape[1]);
        var column = new double[rows];
        for (var c = 0; c < columns; c++)
        {
            for (var row = 0; row < rows; row++)
                column[row] = random.NextGaussian();
            var norm = TensorPrimitives.Norm<double>(column);
            for (var row = 0; row < rows; row++)
                kernel.Values[row * columns + c] = (float)(column[row] / norm);
        }
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
