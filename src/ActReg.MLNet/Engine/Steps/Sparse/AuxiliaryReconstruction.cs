using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>
/// The auxiliary loss of Gao et al., "Scaling and evaluating sparse autoencoders", 2024: dead units are to reconstruct what the others left,
/// <c>c Σ w ‖ê - e‖² / Σ w ‖e - ē‖²</c>, with <c>e</c> the residual <c>x - x̂</c>, taken as given, <c>ē</c> its mean and <c>ê</c> what dead units
/// make of it. Where residuals do not differ, it is 0.
/// </summary>
internal static unsafe class AuxiliaryReconstruction
{
    /// <summary>The share of the residuals' squares that their spread must be more than.</summary>
    public const double LeastShare = 1e-6;

    /// <summary>Adds the gradient by the kernel, and says that by each dead unit's value and the loss.</summary>
    /// <param name="run">The last step's, whose input's code has auxiliary values; with room for a batch of its outputs.</param>
    /// <param name="columns">Those of its output, padding included.</param>
    /// <param name="kernel">Its kernel.</param>
    /// <param name="outputGradient">By the output: <c>2 (x̂ - x) w / (W n)</c>, which tells the residual.</param>
    /// <param name="gradient">By all parameters; added to.</param>
    [MethodImpl(Compilation.AtOnce)]
    public static void AddGradient(in StepRun run, int columns, WeightPlace kernel, Matrix outputGradient, float* gradient)
    {
        var code = run.InputCode;
        var auxiliary = code.Auxiliary;
        var rows = run.Batch.Rows;
        new Span<float>(auxiliary.Gradients, auxiliary.Starts[rows]).Clear();
        if (code.DeadUnits == 0)
            return;

        // What dead units make of the residual, and then what they leave of it.
        var left = new Matrix(run.Scratch, columns);
        new Span<float>(run.Scratch, rows * columns).Clear();
        SparseProduct.Add(rows, auxiliary, auxiliary.Values, columns, kernel.Stored(run.Parameters), left);
        var outputs = kernel.Shape[^1];
        var perSlope = -run.Batch.Weight * outputs / 2;
        var (spread, size) = Spread(run.Batch, columns, outputGradient, perSlope, (double*)(run.Scratch + rows * columns));
        // Of a single row, or of residuals that are all the same, there is only rounding.
        if (!(spread > size * LeastShare))
            return;
        double sum = 0;
        for (var row = 0; row < rows; row++)
        {
            var weight = run.Batch.WeightOf(row);
            var toResidual = weight > 0 ? (float)(perSlope / weight) : 0;
            float* values = left.Start + row * left.Row, slopes = outputGradient.Start + row * outputGradient.Row;
            double rowSum = 0;
            for (var i = 0; i < columns; i++)
            {
                values[i] -= toResidual * slopes[i];
                rowSum += (double)values[i] * values[i];
            }

            sum += weight * rowSum;
        }

        var loss = code.AuxiliaryStrength * sum / spread;
        if (!double.IsFinite(loss))
            return;
        code.AuxiliaryLoss = loss;
        for (var row = 0; row < rows; row++)
        {
            var factor = (float)(2 * code.AuxiliaryStrength * run.Batch.WeightOf(row) / spread);
            var values = left.Start + row * left.Row;
            for (var i = 0; i < columns; i++)
                values[i] *= factor;
        }

        if (!kernel.IsFrozen)
            SparseProduct.AddTransposed(auxiliary, auxiliary.Values, columns, left, kernel.Stored(gradient));
        SparseProduct.Dots(rows, auxiliary, columns, left, kernel.Stored(run.Parameters));
    }

    /// <summary><c>Σ w ‖e - ē‖²</c>, in two passes, and <c>Σ w ‖e‖²</c>.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static (double Spread, double Size) Spread(in Batch batch, int columns, Matrix outputGradient, double perSlope, double* means)
    {
        new Span<double>(means, columns).Clear();
        for (var row = 0; row < batch.Rows; row++)
        {
            var slopes = outputGradient.Start + row * outputGradient.Row;
            for (var i = 0; i < columns; i++)
                means[i] += perSlope / batch.RowWeight * slopes[i];
        }

        double sum = 0, size = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            double weight = batch.WeightOf(row), toResidual = weight > 0 ? perSlope / weight : 0, rowSum = 0, rowSize = 0;
            var slopes = outputGradient.Start + row * outputGradient.Row;
            for (var i = 0; i < columns; i++)
            {
                double residual = toResidual * slopes[i], deviation = residual - means[i];
                rowSum += deviation * deviation;
                rowSize += residual * residual;
            }

            sum += weight * rowSum;
            size += weight * rowSize;
        }

        return (sum, size);
    }
}
