namespace ActReg.MLNet;

/// <summary>What rows and their reconstructions have been summed up to.</summary>
/// <param name="featureCount">The features per row.</param>
internal sealed class ReconstructionSums(int featureCount)
{
    private readonly FeatureMoments _moments = new(featureCount);

    public long Rows { get; private set; }

    /// <summary><c>Σ‖x - x̂‖²</c>.</summary>
    public double Error { get; private set; }

    /// <summary><c>Σ x·x̂ / (‖x‖ ‖x̂‖)</c>.</summary>
    public double Cosine { get; private set; }

    /// <summary><c>Σ x·x̂</c>.</summary>
    public double Product { get; private set; }

    /// <summary><c>Σ‖x̂‖²</c>.</summary>
    public double Reconstructed { get; private set; }

    /// <summary><c>Σ‖x - mean‖²</c>.</summary>
    public double Variance => Rows * Enumerable.Range(0, featureCount).Sum(i => _moments.MeanSquare(i, _moments.Means[i]));

    /// <summary>Adds the rows that a network has been run over.</summary>
    public unsafe void Add(int rows, StepOutputs buffers)
    {
        var (inputs, outputs) = (buffers.InputOf(0), buffers.Result);
        for (var row = 0; row < rows; row++)
        {
            float* x = inputs.Start + row * inputs.Row, reconstruction = outputs.Start + row * outputs.Row;
            double error = 0, product = 0, size = 0, reconstructed = 0;
            for (var i = 0; i < featureCount; i++)
            {
                double value = x[i], other = reconstruction[i];
                error += (value - other) * (value - other);
                product += value * other;
                size += value * value;
                reconstructed += other * other;
            }

            Rows++;
            Error += error;
            Product += product;
            Reconstructed += reconstructed;
            _moments.Add(new ReadOnlySpan<float>(x, featureCount), weight: 1);
            Cosine += size > 0 && reconstructed > 0 ? product / Math.Sqrt(size * reconstructed) : 0;
        }

        GC.KeepAlive(buffers);
    }
}
