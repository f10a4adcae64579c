namespace ActReg.MLNet;

/// <summary>Runs trials: in this process, or elsewhere.</summary>
/// <remarks>
/// Elsewhere it takes the specification and the result, which JSON keeps, and the fold, by <see cref="PreparedFold.Write"/> and <see cref="PreparedFold.Read"/>; there
/// <see cref="TrialSpecification.Run"/> makes the one of the others. A trial that no result is reported of ends the study.
/// </remarks>
public interface IStudyExecutor
{
    /// <summary>Runs trials in any order, some at a time, and reports each result once, when it is there.</summary>
    /// <param name="trials">
    /// Taken one by one as there is room for them, by one thread at a time: the fold of the next is made when it is asked for.
    /// </param>
    /// <param name="folds">Their data.</param>
    /// <param name="report">Called from any thread. What it throws ends the execution.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; trials that had ended are reported.</exception>
    void Execute(IEnumerable<TrialSpecification> trials, IStudyFolds folds, Action<TrialResult> report, CancellationToken cancellation);
}
