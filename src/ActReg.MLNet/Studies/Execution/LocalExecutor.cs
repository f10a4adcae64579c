using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ActReg.MLNet;

/// <summary>Runs trials in this process, each on one thread.</summary>
/// <param name="maxDegreeOfParallelism">The most at a time.</param>
internal sealed class LocalExecutor(int maxDegreeOfParallelism) : IStudyExecutor
{
    public void Execute(IEnumerable<TrialSpecification> trials, IStudyFolds folds, Action<TrialResult> report, CancellationToken cancellation)
    {
        try
        {
            Parallel.ForEach(
                // Not some at a time: each is as long as many others together.
                Partitioner.Create(trials, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellation },
                trial => report(trial.Run(folds.Find(trial.Fold), cancellation)));
        }
        catch (AggregateException e)
        {
            // The first failure as it was; that others were cancelled for it is none.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions.OrderBy(inner => inner is OperationCanceledException).First());
        }
    }
}
