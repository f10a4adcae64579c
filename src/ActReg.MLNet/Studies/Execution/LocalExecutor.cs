namespace ActReg.MLNet;

/// <summary>Runs trials in this process, each on one thread.</summary>
/// <param name="maxDegreeOfParallelism">The most at a time.</param>
internal sealed class LocalExecutor(int maxDegreeOfParallelism) : IStudyExecutor
{
    public void Execute(IEnumerable<TrialSpecification> trials, IStudyFolds folds, Action<TrialResult> report, CancellationToken cancellation) =>
        ParallelRuns.Run(trials, maxDegreeOfParallelism, trial => report(trial.Run(folds.Find(trial.Fold), cancellation)), cancellation);
}
