using Microsoft.ML;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The study's results, in the order of <see cref="StudiedModel.All"/>.</summary>
internal sealed record CaseStudyResult(IReadOnlyList<ModelResult> Models);

/// <summary>What a model's initializations gave.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Fitted">The first initialization's, to draw.</param>
/// <param name="History">The first initialization's, with the test rows as validation.</param>
/// <param name="Outcomes">One for each initialization, in their seeds' order.</param>
internal sealed record ModelResult(
    StudiedModel Model, ITransformer Fitted, IReadOnlyList<EpochMetrics> History, IReadOnlyList<TrainingOutcome> Outcomes)
{
    public TrainingOutcome First => Outcomes[0];

    public RepeatStatistics Repeats { get; } = RepeatStatistics.Of(
        [.. Outcomes.Select(outcome => outcome.TrainAccuracy)], [.. Outcomes.Select(outcome => outcome.TestAccuracy)]);
}
