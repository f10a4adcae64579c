using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>How well a network does on rows of a table that it was not trained on, by cross-validation.</summary>
/// <param name="Result">The study: the network as it is asked for, and where it has a penalty, the same without.</param>
internal sealed record TableValidation(StudyResult Result)
{
    /// <summary>The network as it is asked for.</summary>
    public CandidateResult Network => Result.Candidates[^1];

    /// <param name="training">The table and the network.</param>
    /// <param name="network">How it is trained.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="onProgress">Called for each training.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TableValidation Of(TableTraining training, NetworkChoices network, int folds, Action<StudyProgress> onProgress, CancellationToken cancellation)
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
        return new(TableStudy.Of(training, network.Options(training.Label.Roles), space, options).Run());
    }
}
