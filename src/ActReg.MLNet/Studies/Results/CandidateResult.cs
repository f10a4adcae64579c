using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a candidate came to.</summary>
public sealed record CandidateResult
{
    /// <summary>The candidate.</summary>
    public required StudyCandidate Candidate { get; init; }

    /// <summary>Why a training failed by which it was to be chosen; <see langword="null"/> where none did. Then it is not chosen, and has no figures of splits.</summary>
    public string? Failure { get; init; }

    /// <summary>The splits of the data that it was compared on; fewer than others' where it was left out.</summary>
    public required int SplitCount { get; init; }

    /// <summary>Metrics on the rows of each split that it did not train on, which candidates are chosen by.</summary>
    public IReadOnlyList<MetricSummary> Validation { get; init; } = [];

    /// <summary>By how much they differ from the baseline's on the same splits; none of the baseline.</summary>
    public IReadOnlyList<PairedDifference> ValidationAgainstBaseline { get; init; } = [];

    /// <summary>The trainings for the test data that failed, which choose nothing.</summary>
    public IReadOnlyList<FailedTest> FailedTests { get; init; } = [];

    /// <summary>
    /// Metrics on the test data, of trainings on all rows, one per seed, NaN of a seed whose training failed; none without test data, nor where it was left out before or all failed.
    /// </summary>
    public IReadOnlyList<MetricSummary> Test { get; init; } = [];

    /// <summary>By how much they differ from the baseline's with the same seeds; none of the baseline.</summary>
    public IReadOnlyList<PairedDifference> TestAgainstBaseline { get; init; } = [];

    /// <summary>Metrics on the rows that were trained on: those of the trainings that test data judge, where there are any; else those of the splits.</summary>
    public IReadOnlyList<MetricSummary> Train { get; init; } = [];

    /// <summary>Each hidden layer in the trainings of the splits, but those that only an activation function reads; of an autoencoder its code.</summary>
    public IReadOnlyList<LayerSummary> Layers { get; init; } = [];

    /// <summary>The same layers in the trainings on all rows, which test data judge; none where there are no such.</summary>
    public IReadOnlyList<LayerSummary> TestLayers { get; init; } = [];

    /// <summary>The share of all hidden outputs that are not 0 in the trainings of the splits, which decides between candidates that are about as good; NaN for none.</summary>
    public double ActiveShare { get; init; } = double.NaN;

    /// <summary>The numbers that were trained, at most over the splits, which decide next.</summary>
    public long WeightCount { get; init; }

    /// <summary>The epochs that were trained, on average over the trainings that test data judge, where there are any; else over those of the splits.</summary>
    public double Epochs { get; init; }

    /// <summary>The mean learning curve; none unless it was asked for, and this is the baseline, the best or the one chosen.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>How often the trainings that <see cref="Epochs"/> tells of stopped early; <see langword="null"/> where its options do not have them stop.</summary>
    public EarlyStops? EarlyStops { get; init; }

    /// <summary>Each warning of its trainings, once.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How many of its trainings, on splits and for test data, gave warnings.</summary>
    public int WarnedTrainings { get; init; }

    /// <summary>How long a training took, on average, evaluation included. It is another time each time, so that no result file has it.</summary>
    [JsonIgnore]
    public double Seconds { get; init; }

    /// <summary>What tables show: the trainings on all rows where there are any, which are what one would use.</summary>
    internal IReadOnlyList<LayerSummary> ShownLayers => TestLayers.Count > 0 ? TestLayers : Layers;

    /// <summary>Its metric on the rows of splits; <see langword="null"/> where it failed.</summary>
    /// <param name="metric">The name.</param>
    public MetricSummary? ValidationOf(string metric) => Validation.FirstOrDefault(summary => summary.Metric == metric);

    /// <summary>Its metric on the test data; <see langword="null"/> where there is none.</summary>
    /// <param name="metric">The name.</param>
    public MetricSummary? TestOf(string metric) => Test.FirstOrDefault(summary => summary.Metric == metric);
}
