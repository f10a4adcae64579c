using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>How well a network does on rows of a table that it was not trained on, by cross-validation: everything is fitted anew in each fold.</summary>
/// <param name="Task">What is measured.</param>
/// <param name="Folds">The folds that were trained.</param>
/// <param name="Metrics">Each metric, with its interval; none where a training failed.</param>
/// <param name="AgainstNoPenalty">By how much they differ from the same network's without its penalty; none where that was not trained.</param>
/// <param name="Failure">Why a training failed; or <see langword="null"/>.</param>
internal sealed record TableValidation(
    StudyTask Task, int Folds, IReadOnlyList<MetricSummary> Metrics, IReadOnlyList<PairedDifference> AgainstNoPenalty, string? Failure)
{
    /// <param name="training">The table and the network.</param>
    /// <param name="network">How it is trained.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="onProgress">Called for each training.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TableValidation Of(TableTraining training, TrainerChoices network, int folds, Action<StudyProgress> onProgress, CancellationToken cancellation) =>
        network is NetworkChoices plain ? OfStudy(training, plain, folds, onProgress, cancellation) : new FoldTrainings(training, network, folds).Run(onProgress, cancellation);

    private static TableValidation OfStudy(TableTraining training, NetworkChoices network, int folds, Action<StudyProgress> onProgress, CancellationToken cancellation)
    {
        var options = new StudyOptions
        {
            Evaluation = StudyEvaluation.CrossValidation(folds, repeats: 1, nestedFolds: 0),
            Seed = network.Seed,
            CompareEarlyStopping = false,
            OnProgress = onProgress,
            CancellationToken = cancellation,
        };
        // One candidate: the network as it is. Without a penalty it is the baseline itself.
        var space = StudySpace.List(StudySpace.Vary(of => of.Epochs, network.Epochs));
        var result = TableStudy.Of(training, network.Options(training.Label.Roles), space, options).Run();
        var candidate = result.Candidates[^1];
        return new(StudyTask.Of(result.Task), result.SplitCount, candidate.Validation, candidate.ValidationAgainstBaseline, candidate.Failure);
    }
}
