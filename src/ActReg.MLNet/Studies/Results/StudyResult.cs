using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a study found.</summary>
public sealed partial record StudyResult
{
    internal const int BaselineIndex = 0;

    /// <summary>"binary", "multiclass", "regression" or "autoencoder".</summary>
    public required string Task { get; init; }

    /// <summary>What candidates were chosen by.</summary>
    public required StudyMetric Metric { get; init; }

    /// <summary>How they were compared, in words.</summary>
    public required string Evaluation { get; init; }

    /// <summary>The seed of the first repeat.</summary>
    public required int Seed { get; init; }

    /// <summary>The rows that were trained on, of those that can be used.</summary>
    public required int RowCount { get; init; }

    /// <summary>The splits of the data that candidates were chosen by; 0 where nothing was to be chosen.</summary>
    public required int SplitCount { get; init; }

    /// <summary>Rows to evaluate on over rows to train on, of a split; see <see cref="MeanInterval"/>.</summary>
    public required double Overlap { get; init; }

    /// <summary>All candidates: the baseline, early stopping if it is compared, and those of the space in its order.</summary>
    public required IReadOnlyList<CandidateResult> Candidates { get; init; }

    /// <summary>The base options without any activity penalty.</summary>
    [JsonIgnore]
    public CandidateResult Baseline => Candidates[BaselineIndex];

    /// <summary>The place of the candidate that was chosen: the sparsest, then smallest, within one standard error of the best; <see langword="null"/> where all failed, or nothing was to be chosen.</summary>
    public int? ChosenIndex { get; init; }

    /// <summary>The candidate that was chosen.</summary>
    [JsonIgnore]
    public CandidateResult? Chosen => ChosenIndex is { } chosen ? Candidates[chosen] : null;

    /// <summary>The place of the candidate with the best mean; <see langword="null"/> where all failed, or nothing was to be chosen.</summary>
    public int? BestIndex { get; init; }

    /// <summary>The candidate with the best mean.</summary>
    [JsonIgnore]
    public CandidateResult? Best => BestIndex is { } best ? Candidates[best] : null;

    /// <summary>What choosing achieves; <see langword="null"/> where that was not asked for.</summary>
    public NestedEstimate? Nested { get; init; }

    /// <summary>What of the space and of the data was left out, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the study was cancelled, so that these are figures of fewer splits than were asked for.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Each candidate's options, columns included.</summary>
    internal IReadOnlyList<TrainingOptions> Options { get; init; } = [];

    /// <summary>What the figures say, in sentences.</summary>
    public IReadOnlyList<string> Conclusions => StudyConclusions.Of(this);

    /// <summary>The result as text: a line for each candidate, and the conclusions.</summary>
    public override string ToString() => StudyTable.Text(this);
}
