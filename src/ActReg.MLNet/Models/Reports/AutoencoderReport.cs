using System.Collections.ObjectModel;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>How sparse an autoencoder's code is on some rows, and how much of them it tells.</summary>
/// <remarks>
/// <c>x</c> is a row as the network reads it, centred and scaled, and <c>x̂</c> its reconstruction; sums are over rows. Measures and their names are those of the literature on
/// sparse autoencoders: Gao et al., "Scaling and evaluating sparse autoencoders", 2024; Karvonen et al., "SAEBench", 2025.
/// </remarks>
public sealed partial class AutoencoderReport
{
    /// <summary>The number of bins of <see cref="LogFrequencyHistogram"/>.</summary>
    internal const int LogBins = 7;

    private AutoencoderReport(LayerSparsity code, ReconstructionSums sums)
    {
        Code = code;
        RowCount = sums.Rows;
        FractionOfVarianceUnexplained = sums.Variance is > 0 and var variance ? sums.Error / variance : double.NaN;
        CosineSimilarity = sums.Cosine / sums.Rows;
        Shrinkage = sums.Reconstructed / sums.Product;
        LogFrequencyHistogram = new ReadOnlyCollection<int>(Histogram(code.ActivationFrequencies));
    }

    /// <summary>The rows measured.</summary>
    public long RowCount { get; }

    /// <remarks>A unit is on where it is not 0. Those of <see cref="CodeSparsity.KullbackLeibler"/> never are: their L0, dead units and frequencies say nothing, their means do.</remarks>
    /// <summary>The code: how many units are on per row (<see cref="LayerSparsity.L0PerRow"/>), how many never are on these rows (dead), how often each is, Hoyer's sparsity.</summary>
    public LayerSparsity Code { get; }

    /// <summary>
    /// How many units are on for a share of the rows of 0 (dead), above 0 and below 1e-5, then below 1e-4, 1e-3, 1e-2, 0.1, and of 0.1 and more.
    /// </summary>
    public IReadOnlyList<int> LogFrequencyHistogram { get; }

    /// <summary><c>1 - FVU</c>: the share of these rows' variance that the reconstruction explains; 1 at best. NaN where there is no variance.</summary>
    public double ExplainedVariance => 1 - FractionOfVarianceUnexplained;

    /// <summary>FVU: <c>Σ‖x - x̂‖² / Σ‖x - mean‖²</c>, both summed before dividing, with these rows' own mean. NaN where they do not differ.</summary>
    public double FractionOfVarianceUnexplained { get; }

    /// <summary>The mean over rows of <c>x·x̂ / (‖x‖ ‖x̂‖)</c>, -1 to 1; 0 for a row where either is 0.</summary>
    public double CosineSimilarity { get; }

    /// <summary><c>Σ‖x̂‖² / Σ x·x̂</c>: 1 where reconstructions are as long as they should be, below where a penalty has shrunk them; NaN where all are 0.</summary>
    public double Shrinkage { get; }

    /// <summary>The report as text.</summary>
    public override string ToString() => AutoencoderTable.Text(this);

    /// <summary>Runs an autoencoder over rows.</summary>
    /// <param name="model">The autoencoder.</param>
    /// <param name="scorer">Of its network.</param>
    /// <param name="data">The rows' features, all finite.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    internal static AutoencoderReport Create(TrainedAutoencoder model, NetworkScorer scorer, IEnumerable<VBuffer<float>> data)
    {
        var plan = scorer.Plan;
        var code = plan.Steps.Index().Last(step => step.Item.LayerIndex == model.CodeIndex).Index;
        var counter = new SparsityCounter(plan.Steps[code], code, LayerNames.Of(plan)[model.CodeIndex]);
        var sums = new ReconstructionSums(plan.InputSize);
        var buffers = scorer.CreateBuffers(scorer.RowsAtATime);
        foreach (var rows in BatchScoring.Run(data.Select(Scaled), (scorer, buffers)))
        {
            counter.Add(rows, buffers);
            sums.Add(rows, buffers);
        }

        return new AutoencoderReport(counter.Result(sums.Rows), sums);

        VBuffer<float> Scaled(VBuffer<float> features)
        {
            var values = new float[features.Length];
            features.CopyTo(values);
            model.Scale.Apply(values);
            return new(values.Length, values);
        }
    }

    private static int[] Histogram(IReadOnlyList<double> frequencies)
    {
        var counts = new int[LogBins];
        foreach (var frequency in frequencies)
        {
            var bin = frequency == 0 ? 0 : 1;
            for (var limit = 1e-5; bin > 0 && bin < LogBins - 1 && frequency >= limit; limit *= 10)
                bin++;
            counts[bin]++;
        }

        return counts;
    }
}
