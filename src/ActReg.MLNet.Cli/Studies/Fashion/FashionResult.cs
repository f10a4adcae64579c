using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>A trained network, and what it does on the test images.</summary>
/// <param name="Model">The whole pipeline.</param>
/// <param name="Network">The network in it.</param>
/// <param name="Metrics">ML.NET's.</param>
/// <param name="Sparsity">Of its hidden layers.</param>
/// <param name="TrainingSeconds">The time of <c>Fit</c>, by the wall clock.</param>
/// <param name="ScoringSeconds">The time to score all test images, by the wall clock.</param>
internal sealed record FashionResult(
    ITransformer Model, MulticlassNetworkModelParameters Network, MulticlassClassificationMetrics Metrics, SparsityReport Sparsity,
    double TrainingSeconds, double ScoringSeconds)
{
    /// <summary>The share of all images that are classified correctly.</summary>
    public double Accuracy => Metrics.MicroAccuracy;

    /// <summary>The same of each class's images.</summary>
    public IReadOnlyList<double> Recalls => Metrics.ConfusionMatrix.PerClassRecall;
}
